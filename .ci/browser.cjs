// Looks at a built site in Chromium: one page of each kind, wide and narrow, light and dark.
// Fails on console errors, failed or foreign requests, dialogs, pages wider than the window,
// formulas without a size, axe violations, links that lead nowhere, and what the Tab key does not reach or
// does not show. In the default theme also the switch of colours, the buttons that copy, print, and reading
// without scripts. With a second argument, the files of the pages it looked at are listed there.
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const root = path.resolve(process.argv[2]);
const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.xml': 'application/xml', '.txt': 'text/plain' };
const problems = [];

function fileOf(address) {
    const file = path.join(root, decodeURIComponent(address.split(/[?#]/)[0]));
    const index = fs.existsSync(file) && fs.statSync(file).isDirectory() ? path.join(file, 'index.html') : file;
    return fs.existsSync(index) ? index : null;
}

const server = http.createServer((request, response) => {
    const file = fileOf(request.url);
    response.writeHead(file ? 200 : 404, {
        'content-type': types[path.extname(file ?? '.html')] ?? 'application/octet-stream',
        'content-security-policy': "default-src 'self'; img-src 'self' https: data:",
    });
    response.end(fs.readFileSync(file ?? path.join(root, '404.html')));
});

function* pagesBelow(folder) {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
        const file = path.join(folder, entry.name);
        if (entry.isDirectory()) yield* pagesBelow(file);
        else if (entry.name.endsWith('.html')) yield file;
    }
}

// Every address of the site that a page names must be there.
function checkLinks() {
    const seen = new Set();
    let pages = 0;
    for (const file of pagesBelow(root)) {
        pages += 1;
        const html = fs.readFileSync(file, 'utf8');
        const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
        if (new Set(ids).size !== ids.length) problems.push(`${file}: an id stands twice`);
        for (const [, address] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
            const target = address.replaceAll('&amp;', '&');
            if (target.startsWith('#') && target.length > 1 && !ids.includes(decodeURIComponent(target.slice(1)))) {
                problems.push(`${file}: nothing has the id ${target}`);
            }
            if (!target.startsWith('/') || target.startsWith('//') || seen.has(target)) continue;
            seen.add(target);
            if (!fileOf(target)) problems.push(`${file}: nothing at ${target}`);
        }
    }
    console.log(`${pages} pages, ${seen.size} addresses`);
}

function first(pattern) {
    const file = [...pagesBelow(root)].sort().find((file) => pattern.test('/' + path.relative(root, file)));
    if (!file) problems.push(`no page like ${pattern}`);
    return file && '/' + path.relative(root, file).replace(/index\.html$/, '');
}

// What a site may leave out: weeks, pages of the curator's, lists of one page.
function maybe(pattern) {
    return [...pagesBelow(root)].some((file) => pattern.test('/' + path.relative(root, file))) ? first(pattern) : null;
}

// Every link and button can be reached with Tab, is in view then, and shows that it is. On a long list the
// first 300 speak for the rest.
async function walk(page, tell) {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const count = await page.evaluate(() => {
        const all = [...document.querySelectorAll('a[href], button, summary, input:not(:disabled), [tabindex="0"]')];
        const there = all.filter((element) => element.checkVisibility());
        there.forEach((element, at) => { element.dataset.walk = at; });
        return Math.min(there.length, 300);
    });
    const reached = new Set();
    for (let at = 0; at < count; at += 1) {
        await page.keyboard.press('Tab');
        const seen = await page.evaluate(() => {
            const element = document.activeElement;
            const boxes = [...element.getClientRects()];
            const inView = boxes.some((box) => box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
            return { walk: element.dataset?.walk, inView, outline: getComputedStyle(element).outlineStyle, html: element.outerHTML.slice(0, 80) };
        });
        if (seen.walk === undefined) break;
        reached.add(seen.walk);
        if (!seen.inView) tell(`focus is out of view: ${seen.html}`);
        if (seen.outline === 'none') tell(`focus does not show: ${seen.html}`);
    }
    if (reached.size < count) tell(`Tab reaches ${reached.size} of ${count} links and buttons`);
}

// What the script of the default theme does, what paper shows, and what is there without scripts.
async function behave(browser, origin, address) {
    const check = (is, what) => is || problems.push(`${address}: ${what}`);
    const context = await browser.newContext({ colorScheme: 'light', permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.goto(origin + address, { waitUntil: 'load' });
    const colours = () => page.evaluate(() => ({
        theme: document.documentElement.dataset.theme ?? null,
        kept: localStorage.getItem('theme'),
        pressed: document.getElementById('theme').getAttribute('aria-pressed'),
    }));
    const are = async (theme, pressed) => {
        const now = await colours();
        return now.theme === theme && now.kept === theme && now.pressed === pressed;
    };
    check(await are(null, 'false'), 'the colours follow the system at first');
    await page.click('#theme');
    check(await are('dark', 'true'), 'the switch makes the page dark');
    await page.reload({ waitUntil: 'load' });
    check(await are('dark', 'true'), 'the choice is kept');
    await page.click('#theme');
    check(await are(null, 'false'), 'the second click goes back to the system');

    const copies = await page.locator('.copy').count();
    check(copies === 4, `4 citations can be copied, not ${copies}`);
    await page.locator('.copy').first().click();
    await page.waitForFunction(() => document.querySelector('.copy').textContent === 'Copied', null, { timeout: 10000 });
    const [copied, shown] = await page.evaluate(async () => [await navigator.clipboard.readText(), document.querySelector('[data-copy]').textContent]);
    check(copied === shown && copied.length > 20, 'the button copies the citation');

    const seen = (part) => page.locator(part).first().isVisible();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const part of ['header.site nav', '#theme', '.copy']) check(!(await seen(part)), `${part} is printed`);
    check(await seen('main h1'), 'the title is not printed');
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    check(paper === 'rgb(255, 255, 255)', `paper is ${paper}`);
    await context.close();

    const bare = await browser.newContext({ javaScriptEnabled: false });
    const still = await bare.newPage();
    await still.goto(origin + address, { waitUntil: 'load' });
    check(await still.locator('main h1').isVisible(), 'no title without scripts');
    check(await still.locator('#cite-apa').isVisible(), 'no citation without scripts');
    check(!(await still.locator('#theme').isVisible()), 'a switch that does nothing without scripts');
    check((await still.locator('.copy').count()) === 0, 'a button that does nothing without scripts');
    await still.locator('summary', { hasText: 'BibTeX' }).click();
    check(await still.locator('#cite-bibtex').isVisible(), 'BibTeX does not unfold without scripts');
    await bare.close();
}

function withMost(folder, mark) {
    const count = (file) => fs.readFileSync(file, 'utf8').split(mark).length;
    const files = [...pagesBelow(path.join(root, folder))].sort((a, b) => count(b) - count(a));
    return '/' + path.relative(root, files[0]).replace(/index\.html$/, '');
}

async function main() {
    checkLinks();
    await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
    const origin = `http://127.0.0.1:${server.address().port}`;
    const addresses = [
        '/', '/papers/', withMost('papers', '<math'), withMost('papers', '<pre'), withMost('papers', '<td'),
        maybe(/^\/papers\/page\/2\/index/), first(/^\/\d{4}\/\d{2}\/\d{2}\/index/), maybe(/^\/\d{4}\/w\d{2}\/index/), first(/^\/\d{4}\/\d{2}\/index/), first(/^\/\d{4}\/index/), '/archive/',
        '/topics/', first(/^\/topics\/[^/]+\/index/), '/tags/', first(/^\/tags\/[^/]+\/index/),
        '/authors/', maybe(/^\/authors\/page\/2\/index/), first(/^\/authors\/(?!page)[^/]+\/index/), maybe(/^\/about\/index/), '/404.html',
    ].filter((address, at, all) => address && all.indexOf(address) === at);
    if (process.argv[3]) fs.writeFileSync(process.argv[3], addresses.map((address) => `${fileOf(address)}\n`).join(''));
    const browser = await chromium.launch({
        executablePath: '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    let looks = 0;
    for (const colorScheme of ['light', 'dark']) {
        for (const width of [1280, 390]) {
            const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: false });
            for (const address of addresses) {
                const page = await context.newPage();
                const tell = (what) => problems.push(`${address} (${colorScheme}, ${width}): ${what}`);
                page.on('console', (message) => message.type() === 'error' && tell(`console: ${message.text()}`));
                page.on('pageerror', (error) => tell(`script: ${error.message}`));
                page.on('requestfailed', (request) => tell(`request failed: ${request.url()}`));
                page.on('request', (request) => request.url().startsWith(origin) || tell(`foreign request: ${request.url()}`));
                page.on('dialog', (dialog) => { tell(`dialog: ${dialog.message()}`); dialog.dismiss(); });
                await page.goto(origin + address, { waitUntil: 'load' });
                const seen = await page.evaluate(() => ({
                    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
                    flat: [...document.querySelectorAll('math')].filter((math) => math.getBoundingClientRect().height === 0).length,
                    headings: document.querySelectorAll('h1').length,
                }));
                if (seen.overflow > 0) tell(`${seen.overflow} pixels wider than the window`);
                if (seen.flat > 0) tell(`${seen.flat} formulas without a size`);
                if (seen.headings !== 1) tell(`${seen.headings} headings of level 1`);
                const session = await context.newCDPSession(page);
                await session.send('Runtime.evaluate', { expression: axe });
                const found = await page.evaluate(() => window.axe.run());
                for (const violation of found.violations) {
                    tell(`axe ${violation.id}: ${violation.help} (${violation.nodes.length}, first ${violation.nodes[0].target})`);
                }
                if (colorScheme === 'light' && width === 1280) await walk(page, tell);
                looks += 1;
                await page.close();
            }
            await context.close();
        }
    }
    if (fs.existsSync(path.join(root, 'theme.js'))) await behave(browser, origin, withMost('papers', 'data-copy'));
    await browser.close();
    server.close();
    console.log(`${looks} looks at ${addresses.length} pages in Chromium`);
    for (const problem of problems) console.error(problem);
    if (problems.length > 0) process.exit(1);
}

main();

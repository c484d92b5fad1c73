// Opens every page of a built site in Chromium, without any policy that would hold a script back.
// Fails on dialogs, on requests that no page of digestgen makes, on pages left, and on whatever a
// script injection could do to the window: see hostile.py.
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { chromium } = require('playwright-core');

const root = path.resolve(process.argv[2]);
const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.xml': 'application/xml' };
const problems = [];

const server = http.createServer((request, response) => {
    let file = null;
    try {
        file = path.join(root, decodeURIComponent(request.url.split(/[?#]/)[0]));
        if (fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, 'index.html');
    } catch { /* An address that cannot be decoded is not there. */ }
    const there = file !== null && fs.existsSync(file);
    response.writeHead(there ? 200 : 404, { 'content-type': types[path.extname(file ?? '')] ?? 'application/octet-stream' });
    response.end(there ? fs.readFileSync(file) : '');
});

function* pagesBelow(folder) {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
        const file = path.join(folder, entry.name);
        if (entry.isDirectory()) yield* pagesBelow(file);
        else if (entry.name.endsWith('.html')) yield file;
    }
}

// Runs in the page before anything else: whatever a script could call to be noticed.
function trap() {
    window.__noticed = [];
    const notice = (what) => window.__noticed.push(what);
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'fetch']) {
        const own = window[name];
        Object.defineProperty(window, name, { value: (...words) => { notice(`${name}(${words})`); return own; }, configurable: true });
    }
    window.__names = Object.getOwnPropertyNames(window).length;
}

async function main() {
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${server.address().port}`;
    const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    const addresses = [...pagesBelow(root)].map((file) => '/' + path.relative(root, file).split(path.sep).map(encodeURIComponent).join('/'));
    if (addresses.length === 0) throw new Error(`${root} has no page`);
    const foreign = new Map();
    const queue = addresses[Symbol.iterator]();
    const worker = async () => {
        const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
        await context.addInitScript(trap);
        const page = await context.newPage();
        let address = '';
        const tell = (what) => problems.push(`${address}: ${what}`);
        page.on('dialog', (dialog) => { tell(`dialog: ${dialog.message()}`); dialog.dismiss(); });
        page.on('pageerror', (error) => tell(`script: ${error.message}`));
        page.on('popup', () => tell('opened a window'));
        page.on('framenavigated', (frame) => frame === page.mainFrame() || tell(`a frame: ${frame.url()}`));
        // Nothing leaves this machine: what another host is asked for is noted and refused.
        await page.route((url) => url.origin !== origin, (route) => {
            const request = route.request();
            const key = `${request.resourceType()} ${request.url()}`;
            if (!foreign.has(key)) foreign.set(key, address);
            return route.abort();
        });
        for (const next of queue) {
            address = next;
            await page.goto(origin + address, { waitUntil: 'load' });
            if (new URL(page.url()).pathname !== address) tell(`led to ${page.url()}`);
            // What waits for a pointer, a key or the focus.
            const noticed = await page.evaluate(() => {
                for (const element of document.querySelectorAll('*')) {
                    for (const name of ['mouseover', 'mouseenter', 'focus', 'error', 'load', 'toggle', 'animationstart', 'pointerover']) {
                        element.dispatchEvent(new Event(name, { bubbles: false }));
                    }
                    if (element.tagName === 'A' && element.protocol && !['http:', 'https:', 'mailto:', ':'].includes(element.protocol)) {
                        window.__noticed.push(`a link to ${element.href}`);
                    }
                }
                return window.__noticed;
            });
            if (noticed) noticed.forEach(tell);
            else tell("the trap is gone");
        }
        await context.close();
    };
    await Promise.all([worker(), worker(), worker()]);
    await browser.close();
    server.close();
    for (const [key, address] of foreign) problems.push(`${address}: asked another host for ${key}`);
    console.log(`${addresses.length} hostile pages in Chromium, ${problems.length} problems`);
    for (const problem of problems.slice(0, 100)) console.error(problem);
    if (problems.length > 0) process.exit(1);
}

main().catch((error) => {
    console.error([...problems.slice(0, 100), error].join("\n"));
    process.exit(1);
});

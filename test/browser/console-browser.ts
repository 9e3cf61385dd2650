import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@canbao/domain/campaign/role';
import { chromium as chromiumPath } from '@canbao/infra/chromium';
import { chromium, type Locator, type Page } from 'playwright-core';
import type { RehearsedCampaign } from './rehearsed-campaign.ts';

/** How long a page may take on two overworked cores before something is wrong. */
const patienceMs = 60_000;
// The agent's phone and everybody's desk (guides: 390 by 844, 1440 by 900).
const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const shots = join(tmpdir(), 'canbao-browser-shots');

type Who = { readonly unit?: string; readonly holder?: string; readonly nth?: number };

/** Somebody signed in at a console of their own. */
export type ConsolePerson = {
  readonly page: Page;
  /** Opens an address as if it had been typed. */
  open(path: string): Promise<void>;
  /** What stands there, once it does. */
  read(part: string | Locator): Promise<string>;
  press(name: string | RegExp, within?: Locator): Promise<void>;
  /** A picture of what is seen, into the system's folder for scratch. */
  shoot(name: string): Promise<void>;
};

export type ConsoleBrowser = {
  /** Signs in with a made-up account, by name and password at the sign-in page. */
  as(role: Role, who?: Who): Promise<ConsolePerson>;
  /** What a page complained of that no test expects. */
  complaints(): readonly string[];
  close(): Promise<void>;
};

export async function consoleBrowser({ url, cast }: Pick<RehearsedCampaign, 'url' | 'cast'>): Promise<ConsoleBrowser> {
  // Closed networks: the browser must not call home.
  const args = ['--lang=zh-CN', '--disable-quic', '--disable-component-update', '--disable-sync'];
  const browser = await chromium.launch({ executablePath: chromiumPath(), args });
  const complaints: string[] = [];
  mkdirSync(shots, { recursive: true });
  return {
    async as(role, who) {
      const { account } = cast.find(role, who);
      const context = await browser.newContext({
        viewport: role === 'agent' ? sizes.phone : sizes.desk,
        locale: 'zh-CN',
        // The clerk's own clock is elsewhere: every date on a page must be Shanghai's all the same.
        timezoneId: 'America/Los_Angeles',
      });
      context.setDefaultTimeout(patienceMs);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`${account.name} ${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        // Refusals are expected; whatever else a page reports is not.
        if (message.type() === 'error' && !/the server responded with a status of/.test(message.text()))
          complaints.push(`${account.name} ${page.url()}: ${message.text()}`);
      });
      await page.goto(url);
      await page.fill('input[name=name]', account.name);
      await page.fill('input[name=password]', account.password);
      await page.click('form .btn.primary');
      await page.locator('.rail a').first().waitFor();
      return person(page, url);
    },
    complaints: () => complaints,
    close: () => browser.close(),
  };
}

const person = (page: Page, url: string): ConsolePerson => ({
  page,
  async open(path) {
    await page.goto(`${url}${path}`);
    await page.locator('main h1, main .phone .who, main [role=alert], main .stepper').first().waitFor();
  },
  async read(part) {
    const found = typeof part === 'string' ? page.locator(part) : part;
    await found.first().waitFor();
    return found.first().innerText();
  },
  async press(name, within) {
    await (within ?? page)
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();
  },
  async shoot(name) {
    await page.screenshot({ path: join(shots, `${name}.png`) });
  },
});

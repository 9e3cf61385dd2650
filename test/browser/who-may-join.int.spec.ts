import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import { openedCampaign, type ScratchApi, scratchApi } from '@canbao/api/scratch-api';
import permits from '@canbao/domain/packs/permits-test.json' with { type: 'json' };
import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import { shanghaiDate, startOf } from '@canbao/domain/shanghai-date';
import { consoleBuild } from '@canbao/infra/console-build';
import { castOf } from '@canbao/rehearsal/people/cast';
import { commandNotes } from '@canbao/rehearsal/people/command-notes';
import { consoleBrowser, type ConsoleBrowser, type ConsolePerson } from './console-browser.ts';

const patienceMs = 300_000;
jest.setTimeout(patienceMs);
const AT = startOf(shanghaiDate('2019-09-21')) + 9 * 3_600_000;
const { region } = permits.units;

let api: ScratchApi;
let browser: ConsoleBrowser;
let phone: ConsolePerson;
let payers: readonly { readonly idNumber: string; readonly name: string }[];
beforeAll(async () => {
  await consoleBuild();
  const consoleFolder = fileURLToPath(new URL('../../apps/console/dist', import.meta.url));
  api = await scratchApi({ consoleFolder, packId: permits.id });
  const township = api.county.townships[0]!;
  payers = [...madeUpPeople(api.county, township)];
  const [first] = township.villages[0]!.agents;
  await api.given([
    ...openedCampaign(AT, permits.id),
    {
      ...{ stream: 'township-101', unit: `${region}/101`, at: AT },
      event: { type: 'TownshipPhaseOpened', data: { phase: 'collect' } },
    },
    {
      ...{ stream: 'book-101-1', unit: `${region}/101/01`, at: AT },
      event: { type: 'ReceiptBookIssued', data: { book: '101-1', agent: first!.agent, ...first!.book } },
    },
  ]);
  await api.app.listen(0, '127.0.0.1');
  const url = await api.app.getUrl();
  browser = await consoleBrowser({ url, cast: await castOf(url, commandNotes(null)) });
  phone = await browser.as('agent', { holder: '101-01-1' });
}, patienceMs);
afterAll(async () => {
  await browser?.close();
  await api?.drop();
}, patienceMs);

/** The page of a new payer, filled in but for what the payer is. */
async function newPayer(nth: number): Promise<void> {
  const { idNumber, name } = payers[nth]!;
  await phone.open('/agent');
  await phone.press(/收一位|新缴费人/);
  await phone.page.fill('input[name=idNumber]', idNumber);
  await phone.page.fill('input[name=name]', name);
  await phone.page.fill('input[name=group]', '3组');
}
const standing = (key: string) => phone.page.selectOption('select[name=standing]', key);
const due = () => phone.read('[data-testid=amount-due]');
const isReady = () => phone.page.getByRole('button', { name: '收款并登记' }).isEnabled();
const show = (title: string) =>
  phone.page
    .locator('.field', { hasText: title })
    .locator('input[type=file]')
    .setInputFiles({ name: `${title}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(`made up: ${title}`) });

test('R-408 most payers are registered residents: nothing more is asked of them', async () => {
  await newPayer(10);
  expect(await phone.page.inputValue('select[name=standing]')).toBe('registered');
  await phone.page.getByText('2020 年度统一标准').waitFor();
  expect(await due()).toMatch(/250/);
  expect(await isReady()).toBe(true);
});

test.each([
  ['employee', '不能参保，不要收款', '由用人单位办理职工医保'],
  ['unregistered', '不能参保，不要收款', '先到派出所上户'],
  ['college', '在别处缴费，不要收款', '缴费地点：学校'],
])('R-408 %s: nothing is due, and the payer hears why and where to turn', async (key, title, wayOut) => {
  await newPayer(11);
  await standing(key);
  const told = await due();
  expect(told).toContain(title);
  expect(told).toContain(wayOut);
  expect(told).toMatch(/应收\s*0/);
  expect(await isReady()).toBe(false);
  // What has to be read stands above the button.
  const notice = (await phone.page.locator('[data-verdict]').boundingBox())!;
  const thumb = (await phone.page.locator('.thumb').boundingBox())!;
  expect(notice.y + notice.height).toBeLessThanOrEqual(thumb.y);
  if (key === 'college') await phone.shoot('who-may-join-elsewhere');
});

test('R-408 a resident with a permit shows months, permit and certificate, and is taken when all are there', async () => {
  await newPayer(12);
  await standing('long-term');
  expect(await due()).toMatch(/还缺：在本县居住满 12 个月、居住证、户籍地医保局未参保证明/);
  await phone.page.fill('input[name=monthsResident]', '11');
  await show('居住证');
  await show('户籍地医保局未参保证明');
  await phone.page.getByText('还缺：在本县居住满 12 个月（').waitFor();
  expect(await isReady()).toBe(false);
  await phone.shoot('who-may-join-eleven-months');
  await phone.page.fill('input[name=monthsResident]', '12');
  await phone.page.getByText('2020 年度统一标准').waitFor();
  await phone.shoot('who-may-join-permit');
  await phone.press('收款并登记');
  await phone.page.getByText('在服务器上').waitFor();
});

test('R-409 a payment for another county is not taken, in the words of the pack', async () => {
  await newPayer(13);
  await phone.page.fill('input[name=placeOfPayment]', '邻县');
  await phone.page.locator('[data-verdict=elsewhere]').waitFor();
  expect(await due()).toContain('缴费地必须选择居测县，否则不能在本县享受待遇');
  expect(await isReady()).toBe(false);
  await phone.page.fill('input[name=placeOfPayment]', '居测县');
  await phone.page.getByText('2020 年度统一标准').waitFor();
  expect(await isReady()).toBe(true);
});

test('no page complained of anything', () => {
  expect(browser.complaints()).toStrictEqual([]);
});

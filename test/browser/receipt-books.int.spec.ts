import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import { openedCampaign, type ScratchApi, scratchApi } from '@canbao/api/scratch-api';
import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import { shanghaiDate, startOf } from '@canbao/domain/shanghai-date';
import { consoleBuild } from '@canbao/infra/console-build';
import { castOf } from '@canbao/rehearsal/people/cast';
import { commandNotes } from '@canbao/rehearsal/people/command-notes';
import { consoleBrowser, type ConsoleBrowser, type ConsolePerson } from './console-browser.ts';
import { numberShown, rowsShown } from './number-shown.ts';

const patienceMs = 300_000;
jest.setTimeout(patienceMs);
const AT = startOf(shanghaiDate('2019-10-02')) + 9 * 3_600_000;
const region = '419998';
const book = '101-1';
const agent: Parameters<ConsoleBrowser['as']> = ['agent', { holder: '101-01-1' }];
const branch: Parameters<ConsoleBrowser['as']> = ['tax-branch', { unit: `${region}/101` }];
const receipt = (number: number) => `SC2020-${String(number).padStart(8, '0')}`;

let api: ScratchApi;
let browser: ConsoleBrowser;
/** Sixty numbers, of which the first four are used. */
beforeAll(async () => {
  await consoleBuild();
  api = await scratchApi({ consoleFolder: fileURLToPath(new URL('../../apps/console/dist', import.meta.url)) });
  const township = api.county.townships[0]!;
  await api.given([
    ...openedCampaign(AT),
    {
      stream: 'township-101',
      unit: `${region}/101`,
      at: AT,
      event: { type: 'TownshipPhaseOpened', data: { phase: 'collect' } },
    },
    {
      stream: `book-${book}`,
      unit: `${region}/101/01`,
      at: AT,
      event: { type: 'ReceiptBookIssued', data: { book, agent: '101-01-1', series: 'SC2020', from: 1, to: 60 } },
    },
  ]);
  const payers = [...madeUpPeople(api.county, township)].slice(0, 4);
  for (const [nth, { idNumber, name, group }] of payers.entries()) {
    const payment = { idNumber, name, group, receipt: receipt(nth + 1), amountFen: 25_000 };
    const { status } = await api.post('u_agent_101_01_1', '/api/agent/registrations', payment);
    expect(status).toBe(200);
  }
  await api.app.listen(0, '127.0.0.1');
  const url = await api.app.getUrl();
  browser = await consoleBrowser({ url, cast: await castOf(url, commandNotes(null)) });
}, patienceMs);
afterAll(async () => {
  await browser?.close();
  await api?.drop();
}, patienceMs);

/** Somebody does something, and their window is closed again. */
async function seenBy(
  who: Parameters<ConsoleBrowser['as']>,
  act: (person: ConsolePerson) => Promise<void>,
): Promise<void> {
  const person = await browser.as(...who);
  try {
    await act(person);
  } catch (error) {
    await person.shoot('failed-receipt-books');
    throw error;
  } finally {
    await person.page.context().close();
  }
}
const photo = { name: 'sheet.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('made up: a spoilt sheet') };
const openBooks = async (phone: ConsolePerson) => {
  await phone.open('/agent');
  await phone.press(/^收据余/);
  await phone.page.locator(`.own-book[data-book="${book}"]`).waitFor();
};
const openDesk = async (desk: ConsolePerson) => {
  await desk.open('/receipt-books');
  await desk.page.locator('.book-grid').waitFor();
};
const states = ({ page }: ConsolePerson, state: string) => page.locator(`.book-grid [data-state=${state}]`).count();
const inRow = async (desk: ConsolePerson) =>
  (await rowsShown(desk, `tr[data-book="${book}"]`))[0]!.slice(4).map(numberShown);

test('R-402 on the phone: a spoilt sheet with its photo, a missing one, and a used one that is refused', () =>
  seenBy(agent, async (phone) => {
    await openBooks(phone);
    await phone.press('作废一张');
    expect(await phone.page.inputValue('input[name=receipt]')).toBe(receipt(5));
    await phone.page.fill('input[name=receipt]', receipt(2));
    await phone.page.fill('input[name=reason]', '写错姓名');
    expect(await phone.page.getByRole('button', { name: '作废这一张' }).isDisabled()).toBe(true);
    await phone.page.locator('input[type=file]').setInputFiles(photo);
    await phone.page.getByText('SHA-256').waitFor();
    await phone.press('作废这一张');
    expect(await phone.read('[role=alert]')).toMatch(/收据号已使用[^]*101-01-1[^]*2019-10-02/);
    await phone.page.fill('input[name=receipt]', receipt(5));
    await phone.press('作废这一张');
    await phone.page.locator('.own-book').waitFor();
    await phone.press('报失一张');
    await phone.page.fill('input[name=receipt]', receipt(60));
    await phone.page.fill('input[name=reason]', '点数时少一张');
    await phone.press('报失');
    expect(await phone.read('.own-book')).toMatch(/作废\s*1[^]*空白\s*54[^]*00000060/);
    await phone.shoot('receipt-books-phone');
  }));

test('R-402 the book goes back with the sheets that the agent counted, and no others', () =>
  seenBy(agent, async (phone) => {
    await openBooks(phone);
    await phone.press('交回这本');
    await phone.page.fill('input[name=sheets]', '55');
    await phone.press('交回税务分局');
    expect(await phone.read('[role=alert]')).toMatch(/张数不符[^]*54 张/);
    await phone.page.fill('input[name=sheets]', '54');
    await phone.press('交回税务分局');
    await phone.page.locator('.own-book[data-status=handed-back]').waitFor();
    expect(await phone.page.getByRole('button', { name: '作废一张' }).count()).toBe(0);
  }));

test('R-402 the grid shows a book at a glance, and every number to the keyboard too', () =>
  seenBy(branch, async (desk) => {
    await openDesk(desk);
    expect(await inRow(desk)).toStrictEqual([4, 1, 0, 55]);
    for (const [state, count] of Object.entries({ used: 4, void: 1, case: 1, 'handed-back': 54, returned: 0 }))
      expect([state, await states(desk, state)]).toStrictEqual([state, count]);
    const said = () => desk.read('[data-testid=number-said]');
    await desk.page.locator('.book-grid [data-number="1"]').focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await desk.page.keyboard.press(key);
    expect(await said()).toMatch(/SC2020-00000005 作废[^]*写错姓名/);
    await desk.page.keyboard.press('ArrowDown');
    expect(await said()).toContain('SC2020-00000030 交回待点');
    await desk.page.keyboard.press('End');
    expect(await said()).toContain('SC2020-00000050');
    await desk.page.locator('.book-grid [data-number="3"]').hover();
    expect(await said()).toContain('SC2020-00000003 已用');
    await desk.page.locator('.book-grid [data-number="5"]').focus();
    await desk.page.keyboard.press('Enter');
    expect(await desk.read('[data-event=ReceiptVoided]')).toMatch(/10-02 09:00 作废收据/);
  }));

test('R-402 the tax branch counts, and settles at zero and not before; the answer names what is open', () =>
  seenBy(branch, async (desk) => {
    await openDesk(desk);
    await desk.press('结清这一本');
    expect(await desk.read('[data-problem$="/unaccounted"]')).toMatch(
      /还有 55 个号码没有去向[^]*SC2020-00000060，已立案[^]*SC2020-00000006 至 SC2020-00000059[^]*清点/,
    );
    await desk.page.fill('input[name=sheets]', '54');
    await desk.press('清点无误');
    await desk.page.locator('.book-grid [data-state=returned]').first().waitFor();
    expect(await inRow(desk)).toStrictEqual([4, 1, 54, 1]);
    await desk.press('结清这一本');
    await desk.page.getByText('还有 1 个号码没有去向').waitFor();
    await desk.shoot('receipt-books-gate');

    await desk.page.locator('.book-grid [data-state=case]').click();
    await desk.press('遗失');
    await desk.page.locator('input[type=file]').setInputFiles({ ...photo, name: 'notice.jpg' });
    await desk.page.getByText('SHA-256').waitFor();
    await desk.page.fill('input[name=closeReason]', '已登报声明作废');
    await desk.press('结案');
    await desk.page.locator('[data-event=ReceiptVoided]').waitFor();
    expect(await inRow(desk)).toStrictEqual([4, 2, 54, 0]);
    await desk.press('结清这一本');
    await desk.page.locator(`tr[data-book="${book}"][data-status=settled]`).waitFor();
    expect(await desk.page.getByRole('button', { name: '结清这一本' }).count()).toBe(0);
    expect(await desk.read('h1 + span')).toContain('结清 1 本，没有去向的号码 0 个');
    await desk.shoot('receipt-books-settled');
  }));

test('R-1002 R-402 an auditor sees the book as it stood before it was counted, without a button', () =>
  seenBy(['auditor', { unit: region }], async (eye) => {
    const { body } = await api.get('u_auditor_1', '/api/audit/history?subject=receipt&id=SC2020-00000060');
    const events = body['events'] as readonly { readonly type: string; readonly position: number }[];
    const reported = events.find(({ type }) => type === 'ReceiptReported')!;
    await eye.open(`/receipt-books?at=${reported.position + 1}`);
    await eye.page.locator('.book-grid').waitFor();
    expect(await inRow(eye)).toStrictEqual([4, 1, 0, 55]);
    expect(await states(eye, 'blank')).toBe(54);
    expect(await eye.page.getByRole('button', { name: /结清|清点/ }).count()).toBe(0);
    await eye.page.locator('.book-grid [data-state=case]').click();
    await eye.page.getByRole('link', { name: '全部历史' }).click();
    await eye.page.locator('tr[data-event=ReceiptCaseClosed]').waitFor();
  }));

test('no page complained of anything', () => {
  expect(browser.complaints()).toStrictEqual([]);
});

import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import { openedCampaign, type ScratchApi, scratchApi } from '@canbao/api/scratch-api';
import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import { shanghaiDate, startOf } from '@canbao/domain/shanghai-date';
import { consoleBuild } from '@canbao/infra/console-build';
import { castOf } from '@canbao/rehearsal/people/cast';
import { commandNotes } from '@canbao/rehearsal/people/command-notes';
import { consoleBrowser, type ConsoleBrowser, type ConsolePerson } from './console-browser.ts';
import { numberShown } from './number-shown.ts';

const patienceMs = 300_000;
jest.setTimeout(patienceMs);
const AT = startOf(shanghaiDate('2019-10-02')) + 9 * 3_600_000;
const region = '419998';
const at = (township: string) => ({ unit: `${region}/${township}` });
const reason = '同名两人，身份证复印件已核对';

let api: ScratchApi;
let browser: ConsoleBrowser;
let later: string;
beforeAll(async () => {
  await consoleBuild();
  api = await scratchApi({ consoleFolder: fileURLToPath(new URL('../../apps/console/dist', import.meta.url)) });
  await api.given([
    ...openedCampaign(AT),
    ...api.county.townships.flatMap(({ code, villages }) => [
      ...(['collect', 'screen'] as const).map((phase) => ({
        stream: `township-${code}`,
        unit: `${region}/${code}`,
        at: AT,
        event: { type: 'TownshipPhaseOpened' as const, data: { phase } },
      })),
      {
        stream: `account-${code}`,
        unit: `${region}/${code}`,
        at: AT,
        event: { type: 'AccountOpened' as const, data: { account: code, tail: '4321' } },
      },
      ...villages.map(({ code: village, agents: [first] }) => ({
        stream: `book-${code}-${village}`,
        unit: `${region}/${code}/${village}`,
        at: AT,
        event: {
          type: 'ReceiptBookIssued' as const,
          data: { book: `${code}-${village}`, agent: first!.agent, ...first!.book },
        },
      })),
    ]),
  ]);
  const [payer, twice] = madeUpPeople(api.county, api.county.townships[0]!);
  await register('101-01-1', 1, payer!);
  later = await register('102-01-1', 1, { ...payer!, name: '王㐂' });
  await register('101-01-1', 2, twice!);
  await register('101-02-1', 1, twice!);
  await api.app.listen(0, '127.0.0.1');
  const url = await api.app.getUrl();
  browser = await consoleBrowser({ url, cast: await castOf(url, commandNotes(null)) });
}, patienceMs);
afterAll(async () => {
  await browser?.close();
  await api?.drop();
}, patienceMs);

type Payer = { readonly idNumber: string; readonly name: string; readonly group: string };

/** The n-th receipt of the agent's own book. */
async function register(agent: string, nth: number, { idNumber, name, group }: Payer): Promise<string> {
  const agents = api.county.townships.flatMap(({ villages }) => villages.flatMap((village) => village.agents));
  const { book } = agents.find((one) => one.agent === agent)!;
  const receipt = `${book.series}-${String(book.from + nth - 1).padStart(8, '0')}`;
  const { body } = await api.post(`u_agent_${agent.replaceAll('-', '_')}`, '/api/agent/registrations', {
    ...{ idNumber, name, group, receipt, amountFen: 25_000 },
  });
  return String(body['registration']);
}

/** Somebody does something, and their window is closed again. */
async function seenBy<T>(
  who: Parameters<ConsoleBrowser['as']>,
  act: (person: ConsolePerson) => Promise<T>,
): Promise<T> {
  const person = await browser.as(...who);
  try {
    return await act(person);
  } catch (error) {
    await person.shoot('failed-duplicates');
    throw error;
  } finally {
    await person.page.context().close();
  }
}
const openCount = async (person: ConsolePerson) =>
  numberShown(await person.read('tr[data-kind=two-villages] td:nth-child(2)'));
const choose = async (person: ConsolePerson) => {
  await person.open('/duplicates');
  await person.page.locator(`[data-pair^="${later}/"]`).click();
  await person.page.locator('[data-fact=name]').waitFor();
};

test('R-405 both records stand side by side, what differs is marked in words, and no number is shown in full', () =>
  seenBy(['tax-branch', at('101')], async (branch) => {
    await choose(branch);
    expect(await openCount(branch)).toBe(2);
    const text = await branch.page.locator('main').innerText();
    for (const shown of ['王㐂', '102-01-1', '101-01-1', '逐人录入', '姓名不同', '同一号码', '2019-10-02 09:00'])
      expect(text).toContain(shown);
    expect(text).not.toMatch(/\d{17}/);
    const apart = await branch.page
      .locator('tr[data-apart=true]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-fact')));
    expect(apart).toStrictEqual(expect.arrayContaining(['name', 'village', 'agent', 'receipt']));
    expect(apart).not.toContain('idNumber');
    await branch.shoot('duplicates-open');
  }));

test('R-405 a pair is cleared with a reason, and stays cleared for both branches', async () => {
  await seenBy(['tax-branch', at('101')], async (branch) => {
    await choose(branch);
    const cleared = branch.page.getByRole('button', { name: '不是重复', exact: true });
    expect(await cleared.isDisabled()).toBe(true);
    await branch.page.fill('textarea[name=reason]', reason);
    await cleared.click();
    await branch.page.locator('[data-verdict=not-a-duplicate][data-stands=true]').waitFor();
    expect(await branch.page.getByRole('button', { name: '不是重复', exact: true }).count()).toBe(0);
    await branch.shoot('duplicates-cleared');
  });
  // What happens to a record is none of the verdict's business, as long as neither number nor name is another.
  const fact = { stream: `registration-${later}`, unit: `${region}/102/01`, at: AT };
  const returned = { round: 1, stage: 'tax', reasons: ['name-differs'] } as const;
  await api.given([
    { ...fact, event: { type: 'RegistrationPassed', data: { round: 1, stage: 'health-centre' } } },
    { ...fact, event: { type: 'RegistrationReturned', data: returned } },
    // The agent hears of it with the feedback.
    {
      ...{ stream: 'township-102', unit: `${region}/102`, at: AT },
      event: { type: 'FeedbackReturned', data: { round: 1, people: 1 } },
    },
  ]);
  await seenBy(['tax-branch', at('102')], async (branch) => {
    await branch.open('/duplicates');
    expect(await openCount(branch)).toBe(0);
    await branch.page.selectOption('select[name=state]', 'not-a-duplicate');
    await branch.page.locator(`[data-pair^="${later}/"]`).click();
    expect(await branch.read('[data-verdict]')).toContain(reason);
  });
});

test('R-405 R-406 the agent corrects the name on the phone, and the pair is open again with the old verdict beside it', async () => {
  await seenBy(['agent', { holder: '102-01-1' }], async (phone) => {
    await phone.open('/agent');
    await phone.page.getByText('姓名与人口库不符').first().click();
    await phone.page.fill('input[name=name]', '王喜');
    await phone.press('改好，再报');
    await phone.page.locator('input[name=name]').waitFor({ state: 'detached' });
  });
  await seenBy(['tax-branch', at('101')], async (branch) => {
    await choose(branch);
    expect(await openCount(branch)).toBe(2);
    expect(await branch.read('[data-verdict=not-a-duplicate][data-stands=false]')).toMatch(
      /曾判定：不重复[^]*重新打开/,
    );
    expect(await branch.read('tr[data-fact=name]')).toContain('王喜');
    await branch.shoot('duplicates-open-again');
    await branch.page.fill('textarea[name=reason]', '系同一人，两村重复缴费');
    await branch.press('是重复');
    await branch.page.locator('[data-verdict=duplicate][data-stands=true]').waitFor();
  });
});

test('R-202 an auditor sees the two records and the verdict, without a name, a digit or a button', () =>
  seenBy(['auditor', { unit: region }], async (eye) => {
    await eye.open('/duplicates?state=duplicate');
    await eye.page.locator(`[data-pair^="${later}/"]`).click();
    await eye.page.locator('[data-verdict=duplicate]').waitFor();
    const text = await eye.page.locator('main').innerText();
    expect(text).toContain('＊＊＊');
    expect(text).not.toMatch(/王喜|王㐂/);
    // Not looked at is not the same: no tick stands there.
    expect(await eye.page.locator('tr[data-fact=name]').getAttribute('data-apart')).toBe('unknown');
    expect(await eye.page.locator('textarea[name=reason]').count()).toBe(0);
    await eye.shoot('duplicates-auditor');
  }));

test('no page complained of anything', () => {
  expect(browser.complaints()).toStrictEqual([]);
});

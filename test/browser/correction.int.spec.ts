import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import { openedCampaign, type ScratchApi, scratchApi } from '@canbao/api/scratch-api';
import type { ReturnReason, ScreeningStage } from '@canbao/domain/registration/registration.events';
import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import { shanghaiDate, startOf } from '@canbao/domain/shanghai-date';
import type { TownshipEvent } from '@canbao/domain/township/township.events';
import { consoleBuild } from '@canbao/infra/console-build';
import { castOf } from '@canbao/rehearsal/people/cast';
import { commandNotes } from '@canbao/rehearsal/people/command-notes';
import { consoleBrowser, type ConsoleBrowser, type ConsolePerson } from './console-browser.ts';
import { screenedCounts } from './screened-counts.ts';

const patienceMs = 300_000;
jest.setTimeout(patienceMs);
const AT = startOf(shanghaiDate('2019-10-05')) + 9 * 3_600_000;
const region = '419998';
const unit = `${region}/101`;
const [healthCentre, taxBranch] = [{ unit }, { unit }];

let api: ScratchApi;
let browser: ConsoleBrowser;
/** By what is wrong with them: nothing, a digit, the name, that they died. */
let rows: Readonly<Record<'right' | 'digit' | 'name' | 'dead', string>>;
let rightNumber: string;
let wrongNumber: string;
beforeAll(async () => {
  await consoleBuild();
  api = await scratchApi({ consoleFolder: fileURLToPath(new URL('../../apps/console/dist', import.meta.url)) });
  const township = api.county.townships[0]!;
  await api.given([
    ...openedCampaign(AT),
    ...(['collect', 'screen'] as const).map((phase) => said({ type: 'TownshipPhaseOpened', data: { phase } })),
    {
      ...{ stream: 'account-101', unit, at: AT },
      event: { type: 'AccountOpened', data: { account: '101', tail: '4321' } },
    },
    ...township.villages.map(({ code, agents: [first] }) => ({
      ...{ stream: `book-101-${code}`, unit: `${unit}/${code}`, at: AT },
      event: {
        type: 'ReceiptBookIssued' as const,
        data: { book: `101-${code}`, agent: first!.agent, ...first!.book },
      },
    })),
  ]);
  const [one, two, three, four] = [...madeUpPeople(api.county, township)].filter(
    ({ village, sponsored }) => village === '01' && !sponsored,
  );
  rightNumber = two!.idNumber;
  wrongNumber = rightNumber.slice(0, 17) + (rightNumber.endsWith('1') ? '2' : '1');
  rows = {
    right: await register('101-02-1', 1, one!),
    digit: await register('101-01-1', 1, { ...two!, idNumber: wrongNumber }),
    name: await register('101-01-1', 2, { ...three!, name: '王大海' }),
    dead: await register('101-01-1', 3, { ...four!, name: '孙秋月' }),
  };
  await api.app.listen(0, '127.0.0.1');
  const url = await api.app.getUrl();
  browser = await consoleBrowser({ url, cast: await castOf(url, commandNotes(null)) });
}, patienceMs);
afterAll(async () => {
  await browser?.close();
  await api?.drop();
}, patienceMs);

type Payer = { readonly idNumber: string; readonly name: string; readonly group: string };

/** The n-th receipt of the agent's own book; a wrong check digit is taken as it stands on the card. */
async function register(agent: string, nth: number, { idNumber, name, group }: Payer): Promise<string> {
  const agents = api.county.townships.flatMap(({ villages }) => villages.flatMap((village) => village.agents));
  const { book } = agents.find((one) => one.agent === agent)!;
  const receipt = `${book.series}-${String(book.from + nth - 1).padStart(8, '0')}`;
  const { body } = await api.post(`u_agent_${agent.replaceAll('-', '_')}`, '/api/agent/registrations', {
    ...{ idNumber, name, group, receipt, amountFen: 25_000, asOnCard: true },
  });
  expect(body).toMatchObject({ registration: expect.any(String) });
  return String(body['registration']);
}

/** What the workflow of the township records, told as facts. */
const said = (event: TownshipEvent) => ({ stream: 'township-101', unit, at: AT, event }) as const;
const verdict = (which: keyof typeof rows, round: 1 | 2, stage: ScreeningStage, ...reasons: ReturnReason[]) => ({
  ...{ stream: `registration-${rows[which]}`, unit: `${unit}/${which === 'right' ? '02' : '01'}`, at: AT },
  event:
    reasons.length === 0
      ? ({ type: 'RegistrationPassed', data: { round, stage } } as const)
      : ({ type: 'RegistrationReturned', data: { round, stage, reasons } } as const),
});
const screening = (
  round: 1 | 2,
  stage: ScreeningStage,
  end?: { readonly passed: number; readonly returned: number },
) => ({
  ...{ stream: `screening-101-${round}`, unit, at: AT },
  event: end
    ? ({ type: 'ScreeningFinished', data: { round, stage, ...end } } as const)
    : ({ type: 'ScreeningStarted', data: { round, stage } } as const),
});

/** Somebody does something, and their window is closed again. */
async function seenBy<T>(
  who: Parameters<ConsoleBrowser['as']>,
  act: (person: ConsolePerson) => Promise<T>,
): Promise<T> {
  const person = await browser.as(...who);
  try {
    return await act(person);
  } catch (error) {
    await person.shoot('failed-correction');
    throw error;
  } finally {
    await person.page.context().close();
  }
}
const agent = { holder: '101-01-1' };
const stageRow = (round: 1 | 2, stage: '卫生院初检' | '税务筛查') => `tr[data-round="${round}"][data-stage=${stage}]`;
const countsIn = (person: ConsolePerson, row: string) => screenedCounts(person.page.locator(row));
const rowText = (person: ConsolePerson, which: keyof typeof rows) =>
  person.read(`[data-registration="${rows[which]}"]`);

test('R-411 while the first check runs, the page says how far it is and why nothing can be handed over', async () => {
  await api.given([
    said({ type: 'FirstCheckStarted', data: { round: 1 } }),
    screening(1, 'health-centre'),
    verdict('right', 1, 'health-centre'),
  ]);
  await seenBy(['health-centre', healthCentre], async (centre) => {
    await centre.open('/screening');
    const first = stageRow(1, '卫生院初检');
    expect(await centre.read(`${first} [data-testid=progress]`)).toContain('已查 1 / 4');
    const button = centre.page.locator(first).getByRole('button', { name: '整体移交税务', exact: true });
    expect(await button.isDisabled()).toBe(true);
    expect(await centre.read(first)).toContain('还有 3 行没有结论');
    await centre.shoot('correction-1-checking');
    // The page follows by itself.
    await api.given([
      verdict('digit', 1, 'health-centre', 'id-check-digit'),
      verdict('name', 1, 'health-centre'),
      verdict('dead', 1, 'health-centre'),
      screening(1, 'health-centre', { passed: 3, returned: 1 }),
    ]);
    await centre.page.locator(`${first} button:enabled`, { hasText: '整体移交税务' }).waitFor();
    expect(await countsIn(centre, first)).toMatchObject({
      ...{ expected: 4, away: 0, received: 4, waiting: 0, checked: 4, passed: 3, returned: 1 },
      ...{ corrected: 0, 'handed-over': 0 },
    });
    expect(await countsIn(centre, '[data-testid=villages] tr[data-village="01"]')).toMatchObject({
      ...{ expected: 3, passed: 2, returned: 1 },
    });
    expect(await countsIn(centre, '[data-testid=villages] tr[data-village=sum]')).toMatchObject({
      ...{ expected: 4, passed: 3, returned: 1 },
    });
  });
});

test('R-405 what the tax branch returned reaches no inbox before its feedback came back through the health centre', async () => {
  await api.given([
    said({ type: 'RoundHandedOver', data: { round: 1, people: 3 } }),
    said({ type: 'RegisterCheckStarted', data: { round: 1 } }),
    screening(1, 'tax'),
    verdict('right', 1, 'tax'),
    verdict('name', 1, 'tax', 'name-differs'),
    verdict('dead', 1, 'tax', 'deceased'),
    screening(1, 'tax', { passed: 1, returned: 2 }),
  ]);
  await seenBy(['tax-branch', taxBranch], async (branch) => {
    await branch.open('/screening');
    await branch.page.locator(`${stageRow(1, '税务筛查')} button:enabled`, { hasText: '反馈卫生院' }).waitFor();
    expect(await rowText(branch, 'name')).toContain('等税务反馈');
    await branch.shoot('correction-2-tax');
  });
  await seenBy(['agent', agent], async (phone) => {
    await phone.open('/agent');
    expect(await phone.read('.work')).toContain('身份证号校验位不符');
    expect(await phone.read('.work')).not.toMatch(/姓名与人口库不符|已死亡/);
  });
  await api.given([said({ type: 'FeedbackReturned', data: { round: 1, people: 2 } })]);
  await seenBy(['health-centre', healthCentre], async (centre) => {
    await centre.open('/screening');
    expect(await rowText(centre, 'name')).toContain('代征人照身份证更正');
    // Nobody mends it, so its way out stands there.
    expect(await rowText(centre, 'dead')).toMatch(/已死亡[^]*将列遗留：已死亡[^]*费款退还家属/);
    await centre.page.locator('[data-reason=id-check-digit] button').click();
    await centre.page.locator(`[data-registration="${rows.name}"]`).waitFor({ state: 'detached' });
    expect(await rowText(centre, 'digit')).toMatch(new RegExp(`${wrongNumber}[^]*逐位核对`));
    await centre.page.locator('[data-reason=id-check-digit] button').click();
    await centre.page.locator(`[data-registration="${rows.name}"]`).waitFor();
    expect(await centre.read('[data-testid=key-pages]')).toContain('共 3 行');
    await centre.shoot('correction-3-feedback');
  });
});

test('R-406 the agent corrects two rows on the phone, and the old values stay beside the new', () =>
  seenBy(['agent', agent], async (phone) => {
    await phone.open('/agent');
    expect(await phone.read('.work')).toMatch(/不能更正：孙秋月[^]*费款退还家属/);
    await phone.shoot('correction-4-inbox');
    await phone.page.locator('[data-work=correct]', { hasText: '校验位不符' }).click();
    await phone.page.fill('input[name=idNumber]', rightNumber);
    await phone.shoot('correction-5-correct');
    await phone.press('改好，再报');
    await phone.page.locator('input[name=idNumber]').waitFor({ state: 'detached' });
    await phone.page.locator('[data-work=correct]', { hasText: '姓名与人口库不符' }).click();
    await phone.page.fill('input[name=name]', '王大河');
    await phone.press('改好，再报');
    await phone.page.locator('[data-work=sent]', { hasText: '等二轮 2' }).click();
    const sent = await phone.read(`[data-sent="${rows.name}"]`);
    expect(sent).toMatch(/已再报，等二轮[^]*姓名与人口库不符[^]*原 王大海[^]*现 王大河/);
    const digit = await phone.read(`[data-sent="${rows.digit}"]`);
    expect(digit).toContain(`原 ＊＊＊＊${wrongNumber.slice(-4)}`);
    expect(digit).toContain(`现 ＊＊＊＊${rightNumber.slice(-4)}`);
    expect(digit).toContain('第 18 位');
    expect(await phone.read(`[data-sent="${rows.dead}"]`)).toMatch(/未通过[^]*费款退还家属/);
    await phone.shoot('correction-6-sent');
  }));

test('R-406 round two: what was corrected is shown with both values; one row passes, one fails and becomes a leftover', async () => {
  await api.given([
    said({ type: 'FirstCheckStarted', data: { round: 2 } }),
    screening(2, 'health-centre'),
    verdict('digit', 2, 'health-centre'),
  ]);
  await seenBy(['health-centre', healthCentre], async (centre) => {
    await centre.open('/screening?set=corrected');
    expect(await rowText(centre, 'digit')).toMatch(new RegExp(`原 ${wrongNumber}[^]*现 ${rightNumber}[^]*第 18 位`));
    expect(await rowText(centre, 'name')).toMatch(/原 王大海[^]*现 王大河/);
    expect(await countsIn(centre, stageRow(2, '卫生院初检'))).toMatchObject({
      // Who is dead is not expected back.
      ...{ expected: 2, away: 0, received: 2, waiting: 1, checked: 1 },
    });
    await centre.shoot('correction-7-round-2');
  });
  const registration = rows.name;
  await api.given([
    verdict('name', 2, 'health-centre'),
    screening(2, 'health-centre', { passed: 2, returned: 0 }),
    said({ type: 'RoundHandedOver', data: { round: 2, people: 3 } }),
    screening(2, 'tax'),
    verdict('right', 2, 'tax'),
    verdict('digit', 2, 'tax'),
    verdict('name', 2, 'tax', 'name-differs'),
    screening(2, 'tax', { passed: 2, returned: 1 }),
    {
      ...{ stream: `leftover-${registration}`, unit: `${unit}/01`, at: AT },
      event: { type: 'LeftoverFound', data: { registration, kind: 'wrong-information' } },
    },
  ]);
  await seenBy(['tax-branch', taxBranch], async (branch) => {
    await branch.open('/screening?set=failed');
    expect(await rowText(branch, 'name')).toMatch(
      /姓名与人口库不符[^]*原 王大海[^]*现 王大河[^]*遗留：信息错误[^]*第 2 轮税务退回/,
    );
    expect(await countsIn(branch, stageRow(2, '税务筛查'))).toMatchObject({
      ...{ expected: 3, received: 3, checked: 3, passed: 2, returned: 1, 'handed-over': null },
    });
    await branch.shoot('correction-8-failed');
  });
});

test('R-406 R-607 the agent reads what became of both, and what happens with the money', () =>
  seenBy(['agent', agent], async (phone) => {
    await phone.open('/agent');
    await phone.page.locator('[data-work=sent]', { hasText: '通过 1' }).click();
    expect(await phone.read(`[data-sent="${rows.digit}"][data-state=passed]`)).toContain(
      `原 ＊＊＊＊${wrongNumber.slice(-4)}`,
    );
    expect(await phone.read(`[data-sent="${rows.name}"][data-state=failed]`)).toMatch(
      /原 王大海[^]*现 王大河[^]*信息错误[^]*费款退还本人[^]*250\.00/,
    );
    // The rounds are over, so nobody is told to correct it once more.
    expect(await phone.page.locator(`[data-sent="${rows.name}"]`).innerText()).not.toContain('再提交');
    await phone.shoot('correction-9-end');
  }));

test('R-202 an auditor sees reasons and which digits were corrected, and nobody’s name or number', () =>
  seenBy(['auditor', { unit: region }], async (eye) => {
    await eye.open('/screening?set=corrected');
    const text = await rowText(eye, 'name');
    expect(text).toContain('＊＊＊');
    expect(await eye.page.locator('main').innerText()).not.toMatch(/王大|\d{17}/);
    expect(await eye.page.locator('main').getByRole('button', { name: '整体移交税务' }).count()).toBe(0);
    // The registration's own history: which fields, and under which keys; the values stay in the vault.
    await eye.open(`/history?subject=registration&id=${rows.digit}`);
    expect(await eye.read('[data-event=RegistrationCorrected] [data-corrected]')).toMatch(
      /更正身份证号[^]*原 [\da-f-]{36} → 现 [\da-f-]{36}[^]*保管库/,
    );
    expect(await eye.page.locator('main').innerText()).not.toMatch(/王大|\d{17}/);
    await eye.shoot('correction-10-history');
  }));

test('no page complained of anything', () => {
  expect(browser.complaints()).toStrictEqual([]);
});

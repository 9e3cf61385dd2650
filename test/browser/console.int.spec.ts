import { jest } from '@jest/globals';
import { checkDigitOf } from '@canbao/domain/id-number';
import { isSlipCode } from '@canbao/domain/slip-code';
import { agentContract } from '@canbao/http-contract/agent.contract';
import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { officeContract } from '@canbao/http-contract/office.contract';
import { depositAtCounter } from '@canbao/rehearsal/season/deposit-at-counter';
import { anHourLater } from './an-hour-later.ts';
import { consoleBrowser, type ConsoleBrowser, type ConsolePerson } from './console-browser.ts';
import { eventually } from './eventually.ts';
import { eventsSum, numberShown, rowsShown, textsShown } from './number-shown.ts';
import { campaignPatienceMs, pauses, rehearsedCampaign, type RehearsedCampaign } from './rehearsed-campaign.ts';
import { screenedCounts } from './screened-counts.ts';
import { uploadSeen } from './upload-seen.ts';

// One campaign for all of it: three times the plan clock stands, and people do on screens what is then to be done.
const testPatienceMs = 300_000;
jest.setTimeout(testPatienceMs);
/** For one thing that follows from another, on two cores that are badly overworked. */
const patienceMs = 100_000;
const region = '411722';
const county = { unit: region };
const at = (township: string) => ({ unit: `${region}/${township}` });

let campaign: RehearsedCampaign;
let browser: ConsoleBrowser;
beforeAll(async () => {
  campaign = await rehearsedCampaign();
  browser = await consoleBrowser(campaign);
}, campaignPatienceMs);
afterAll(async () => {
  await browser?.close();
  await campaign?.stop();
}, testPatienceMs);

/** Somebody does something, and their window is closed again; what they saw last is kept when it goes wrong. */
async function seenBy<T>(
  who: Parameters<ConsoleBrowser['as']>,
  act: (person: ConsolePerson) => Promise<T>,
): Promise<T> {
  const person = await browser.as(...who);
  try {
    return await act(person);
  } catch (error) {
    await person.shoot(
      `failed-${expect
        .getState()
        .currentTestName?.slice(0, 60)
        .replaceAll(/[^\w-]+/g, '-')}`,
    );
    throw error;
  } finally {
    await person.page.context().close();
  }
}
const document = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(`made up: ${name}`) });
const overviewNow = (position?: number) =>
  campaign.cast
    .find('county-coordinator')
    .ask(campaignContract.overview, position === undefined ? {} : { query: { at: position } });

describe('on 09-17, while the county mobilizes:', () => {
  beforeAll(() => campaign.standsOn(pauses.mobilizing), campaignPatienceMs);

  test('R-201 a township office sees its own township, and a typed address of another is refused in words', () =>
    seenBy(['township-office', at('101')], async (office) => {
      await office.open('/townships');
      expect(office.page.url()).toMatch(/\/townships\/101$/);
      expect(await office.read('h1')).toContain('重阳');
      expect(await textsShown(office, '.rail a')).not.toContainEqual(expect.stringContaining('总览'));
      await office.open('/townships/102');
      expect(await office.read('main [role=alert]')).toMatch(
        /没有找到[^]*在您负责的范围内没有这一项[^]*核对编号和单位/,
      );
      expect(await office.page.locator('main').innerText()).not.toContain('芦岗');
      await office.open('/overview');
      expect(await office.read('main [role=alert]')).not.toBe('');
      expect(await office.page.locator('.stepper').count()).toBe(0);
    }));

  test('R-308 a township office files its plan and confirms the training of its agents', () =>
    seenBy(['township-office', at('101')], async (office) => {
      await office.open('/townships/101');
      const preparation = office.page.locator('section[aria-label=动员清单]');
      expect(await office.read(preparation)).toMatch(/方案\s*未报/);
      await office.page.fill('input[name=planTitle]', '重阳2020年度征缴方案');
      await preparation.locator('input[type=file]').setInputFiles(document('plan.pdf'));
      await preparation.getByText('SHA-256').waitFor();
      await office.press('报送');
      await preparation.getByText('重阳2020年度征缴方案').waitFor();
      await office.page.fill('input[name=trainedOn]', '2019-09-16');
      await office.press(/全部 \d+ 人已培训/);
      await preparation.getByText(/(\d+) \/ \1 人 2019-09-16/).waitFor();
      expect(await office.page.locator('input[name=planTitle], input[name=trainedOn]').count()).toBe(0);
    }));

  test('R-301 the gate answers what is missing, township by township', () =>
    seenBy(['county-coordinator', county], async (coordinator) => {
      await coordinator.open('/overview');
      await coordinator.press('关口', coordinator.page.locator('li[data-phase=mobilize]'));
      const dialog = coordinator.page.getByRole('dialog');
      expect(await coordinator.read(dialog.getByText(/^还缺 \d+ 项$/))).toBeTruthy();
      const rows = await dialog
        .locator('tr[data-gate-item]')
        .evaluateAll((found) =>
          found.map((row) => [row.getAttribute('data-unit'), row.getAttribute('data-gate-item')]),
        );
      const unitsMissing = (kind: string) => rows.filter((row) => row[1] === kind).map(([unit]) => unit);
      const { items } = await campaign.cast
        .find('county-coordinator')
        .ask(campaignContract.gate, { query: { phase: 'mobilize' } });
      expect(rows).toHaveLength(items.length);
      const plans = items.find(({ kind, unit }) => unit === `${region}/102` && /plan/.test(kind))!;
      expect(unitsMissing(plans.kind)).toHaveLength(25);
      expect(unitsMissing(plans.kind)).not.toContain(`${region}/101`);
      await coordinator.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }));

  test('the coordinator lets the rehearsal’s clock run, and sees it run', () =>
    seenBy(['county-coordinator', county], async (coordinator) => {
      await coordinator.open('/overview');
      await coordinator.page.locator('[data-testid=clock][data-held=true]').waitFor();
      await coordinator.press('走');
      await coordinator.page.locator('[data-testid=clock][data-held=false]').waitFor();
      const moment = () => coordinator.read('[data-testid=moment]');
      await eventually('the moment to move', patienceMs, async () => !(await moment()).includes('09-17 00:00'));
    }));
});

describe('on 10-05, in the middle of screening:', () => {
  beforeAll(() => campaign.standsOn(pauses.screening), campaignPatienceMs);

  test('R-302 a township that is ready goes on by itself: its health centre hands over, its office advances', async () => {
    await seenBy(['health-centre', at('108')], async (centre) => {
      await centre.open('/screening');
      const row = centre.page.locator('tr[data-round="2"][data-stage=卫生院初检]');
      await centre.press('初检', row);
      await centre.press('整体移交税务', row);
      await row.getByText('已移交').waitFor();
    });
    await seenBy(['township-office', at('108')], async (office) => {
      await office.open('/townships/108');
      await office.page.locator('li[data-phase=screen][data-state=open]').waitFor();
      await office.press('推进本乡镇');
      await office.page.locator('li[data-phase=enroll][data-state=open]').waitFor();
    });
  });

  test('R-302 a coordinator sees six phases with their dates and 26 townships, each at its own', () =>
    seenBy(['county-coordinator', county], async (coordinator) => {
      await coordinator.open('/overview');
      const phases = await textsShown(coordinator, '.stepper > li');
      expect(phases).toHaveLength(6);
      for (const phase of phases) expect(phase).toMatch(/\d\d-\d\d — \d\d-\d\d/);
      expect(phases[2]).toMatch(/筛查[^]*1 \/ 26 已关/);
      const [names, places] = await rowsShown(coordinator, 'table.strip tr');
      expect(names).toHaveLength(26);
      expect(new Set(names)).toStrictEqual(new Set((await overviewNow()).townships.map(({ name }) => name)));
      const phaseOf = new Map(names!.map((name, index) => [name, places![index]]));
      expect(phaseOf.get('华陂')).toBe('入库');
      expect(places!.filter((phase) => phase === '筛查')).toHaveLength(25);
      await coordinator.shoot('overview');
    }));

  test('R-803a three figures say which they are; the places of the money add up to everything collected', () =>
    seenBy(['county-coordinator', county], async (coordinator) => {
      await coordinator.open('/overview');
      const { measures, collectedFen } = await overviewNow();
      const shown = async (name: string) => (await coordinator.read(`[data-measure=${name}]`)).replaceAll('\n', ' ');
      expect(await shown('registered')).toMatch(
        new RegExp(`登 已登记.*${measures.registered.people.toLocaleString('en-US')}`),
      );
      expect(await shown('deposited')).toMatch(
        new RegExp(`存 已到账.*${measures.deposited.people.toLocaleString('en-US')}`),
      );
      expect(await shown('entered')).toMatch(/库 已入库.*0.*10-11 起入库，今日应为 0/);
      expect(await coordinator.read('[data-testid=places-sum]')).toContain('以下各处之和');
      const places = await coordinator.page.locator('tr[data-place] td:nth-child(2)').allInnerTexts();
      const fen = places.reduce((sum, text) => sum + Math.round(numberShown(text.replace('.', ''))), 0);
      expect([fen, fen > 0]).toStrictEqual([collectedFen, true]);
    }));

  test('R-303 a deadline moved with a reason shows old date, mover and reason; its reminders follow at once', () =>
    seenBy(['county-coordinator', county], async (coordinator) => {
      const { account } = campaign.cast.find('county-coordinator');
      await coordinator.open('/overview');
      await coordinator.press(/^全部 \d+ 个$/);
      const row = coordinator.page.locator('[data-deadline-row=second-hand-over]');
      expect(await coordinator.read(row)).toContain('10-10 周四 24:00');
      await coordinator.press('改期…', row);
      const dialog = coordinator.page.getByRole('dialog');
      await dialog.locator('input[name=toDate]').fill('2019-10-05');
      expect(await dialog.getByRole('button', { name: '改期', exact: true }).isDisabled()).toBe(true);
      await dialog.locator('textarea[name=reason]').fill('国庆后集中核查，提前移交');
      await coordinator.press('改期', dialog);
      await dialog.getByText('已改期').waitFor();
      await coordinator.press('好', dialog);
      const moved = coordinator.page.locator('[data-deadline=second-hand-over]');
      await moved.getByTestId('moved').waitFor();
      expect(await moved.innerText()).toMatch(
        new RegExp(`10-05 周六 24:00[^]*原 10-10 24:00，10-05 ${account.displayName} 改：国庆后集中核查，提前移交`),
      );
      // A day before the new date is now: every health centre but the one that is ready is reminded, though the clock
      // has not moved.
      await coordinator.open('/reminders');
      const reminded = coordinator.page.locator('tr[data-reminder=soon]').filter({ hasText: /卫生院.*10-05 24:00 前/ });
      await eventually('the reminders', patienceMs, async () => (await reminded.count()) === 25);
      expect(await reminded.first().innerText()).toContain('10-05 周六 24:00');
    }));

  test('R-303 a coordinator pauses with a reason and resumes; everybody sees it', () =>
    seenBy(['county-coordinator', county], (coordinator) =>
      seenBy(['bank-clerk', county], async (clerk) => {
        const change = async (name: string, reason: string) => {
          await coordinator.press(`${name}…`);
          await coordinator.page.getByRole('dialog').locator('textarea').fill(reason);
          await coordinator.press(name, coordinator.page.getByRole('dialog'));
          await coordinator.page.getByRole('dialog').waitFor({ state: 'detached' });
        };
        await coordinator.open('/overview');
        await change('暂停', '全县停电，暂停一天');
        await clerk.page.getByTestId('paused').waitFor();
        await change('恢复', '已来电，恢复征缴');
        await clerk.page.getByTestId('paused').waitFor({ state: 'detached' });
      }),
    ));

  test('R-411 R-405 a health centre checks and hands over whole, its tax branch asks the register and reports back', async () => {
    const [health, tax] = ['卫生院初检', '税务筛查'].map((stage) => `tr[data-round="1"][data-stage=${stage}]`);
    await seenBy(['health-centre', at('104')], async (centre) => {
      await centre.open('/screening');
      const row = centre.page.locator(health!);
      await centre.press('初检', row);
      await centre.press('整体移交税务', row);
      await row.getByText('已移交').waitFor();
      const { expected, received, checked, passed, returned, ...counts } = await screenedCounts(row);
      expect([received, checked, passed! + returned!]).toStrictEqual([expected, expected, expected]);
      expect(counts['handed-over']).toBe(passed);
    });
    await seenBy(['tax-branch', at('104')], async (branch) => {
      await branch.open('/screening');
      const row = branch.page.locator(tax!);
      await branch.press('比对人口库', row);
      await branch.press('反馈卫生院', row);
      await row.getByText('已反馈').waitFor();
      const { expected, passed, returned, ...counts } = await screenedCounts(row);
      expect([passed! + returned!, counts['handed-over']]).toStrictEqual([expected, expected]);
    });
  });
});

describe('on 10-05, an agent:', () => {
  const workbenchOf = (holder: string) => campaign.cast.find('agent', { holder }).ask(agentContract.workbench);
  const numbered = (first17: string) => first17 + checkDigitOf(first17);

  test('R-404 registers a payer: a wrong check digit is answered at once, the receipt comes from the own book', () =>
    seenBy(['agent', { holder: '105-01-1' }], async (phone) => {
      const before = await workbenchOf('105-01-1');
      const right = numbered('41999919850203098');
      const wrong = right.slice(0, 17) + (right.endsWith('1') ? '2' : '1');
      await phone.open('/agent');
      await phone.press(/新缴费人/);
      expect(await phone.page.locator('input[name=receipt]').inputValue()).toBe(before.nextReceipt);
      await phone.page.fill('input[name=idNumber]', wrong);
      expect(await phone.read('[data-testid=id-check]')).toContain('校验位不符');
      await phone.page.fill('input[name=name]', '周试样');
      await phone.page.fill('input[name=group]', '3组');
      expect(await phone.page.getByRole('button', { name: '收款并登记' }).isDisabled()).toBe(true);
      await phone.page.fill('input[name=idNumber]', right);
      expect(await phone.read('[data-testid=id-check]')).toContain('校验位相符');
      await phone.press('收款并登记');
      expect(await phone.read('[role=status]')).toMatch(new RegExp(`在服务器上[^]*${before.nextReceipt}`));
      await phone.press('回工作台');
      const { cash } = await workbenchOf('105-01-1');
      expect(cash.people).toBe(before.cash.people + 1);
      expect(numberShown(await phone.read('[data-testid=cash]'))).toBe(cash.fen);
      const terms = (await phone.read('[data-testid=cash-terms]')).match(/[\d,]+\.\d\d/g)!.map(numberShown);
      expect(terms).toStrictEqual([cash.collectedFen, cash.baggedFen, cash.collectedFen - cash.baggedFen]);
      expect(await phone.read('[data-testid=time-limit]')).toMatch(/还剩 \d+ (天|小时)/);
      expect(await phone.read('[data-testid=people-limit]')).toContain(`还可收 ${cash.peopleUntilCap} 人`);
      await phone.shoot('agent');
    }));

  test('R-403 uploads a file, sees it go from first byte to last row, and fetches it back with its reasons', () =>
    seenBy(['agent', { holder: '107-01-1' }], async (phone) => {
      const { nextReceipt } = await workbenchOf('107-01-1');
      await uploadSeen(phone, nextReceipt!);
      expect((await workbenchOf('107-01-1')).nextReceipt).not.toBe(nextReceipt);
    }));

  test('R-600 closes a bag, gets its slip code, banks it; the bank’s statement proves it', async () => {
    const holder = '106-01-1';
    const own = campaign.cast.find('agent', { holder });
    const { nextReceipt, premiumFen } = await workbenchOf(holder);
    const person = { idNumber: numbered('41999919790612097'), name: '吴试样', group: '1组' };
    await own.ask(agentContract.register, { body: { ...person, receipt: nextReceipt!, amountFen: premiumFen } });
    const code = await seenBy(['agent', { holder }], async (phone) => {
      await phone.open('/agent');
      await phone.press('封袋交款');
      await phone.press('封袋，取缴款码');
      const symbols = (await phone.read('[data-testid=slip-code]')).replaceAll(/\s/g, '');
      expect(isSlipCode(symbols)).toBe(true);
      expect(await phone.read('[data-testid=remark]')).toMatch(new RegExp(`^和店-.+-.+-${symbols}$`));
      await phone.shoot('slip');
      const { bags, planNow } = await workbenchOf(holder);
      const { amountFen, remark } = bags.find((one) => one.code === symbols)!;
      const deposit = { account: '106', amountFen, depositor: holder, paidAt: planNow };
      const counter = (line: string) => depositAtCounter(campaign.counterUrl, { ...deposit, remark: line });
      expect(await counter('医保款')).toMatchObject({ kind: 'refused' });
      expect(await counter(remark)).toMatchObject({ kind: 'taken' });
      await phone.page.locator('input[type=file]').setInputFiles(document('slip.jpg'));
      await phone.press('已存银行');
      await phone.page.getByText('您的话').waitFor();
      return symbols;
    });
    await anHourLater(campaign.cast, patienceMs);
    await seenBy(['bank-clerk', county], async (clerk) => {
      await clerk.open('/bank');
      await clerk.page.locator('tr[data-account]').first().waitFor();
      expect(await clerk.page.locator('tr[data-account]').count()).toBe(27);
      const row = clerk.page.locator('tr[data-account="106"]');
      const matched = async () => numberShown(await row.locator('td.num').nth(2).innerText());
      const before = await matched();
      await clerk.press('送流水', row);
      await eventually('the deposit to be matched', patienceMs, async () => (await matched()) === before + 1);
    });
    await seenBy(['agent', { holder }], async (phone) => {
      await phone.open('/agent');
      await phone.page.getByText(/已对上 \d+ 袋/).waitFor();
      expect((await workbenchOf(holder)).bags.find((one) => one.code === code)?.state).toBe('matched');
    });
  });
});

describe('on 10-05, an auditor:', () => {
  const auditor = ['auditor', county] as const;

  test('R-1002 puts a date or a position into the bar and sees every figure as of then', () =>
    seenBy([...auditor], async (eye) => {
      const registered = async () => numberShown(await eye.read('[data-figure="registered:411722"]'));
      const see = async (typed: string) => {
        await eye.page.fill('input[name=asOf]', typed);
        await eye.page.keyboard.press('Enter');
        await eye.page.locator('.top.past').waitFor();
        return Number(new URL(eye.page.url()).searchParams.get('at'));
      };
      await eye.open('/overview');
      const now = await registered();
      const position = await see('2019-09-23');
      const then = await overviewNow(position);
      expect(then.measures.registered.people).toBeLessThan(now);
      const past = then.measures.registered.people;
      await eventually('the figures of then', patienceMs, async () => (await registered()) === past);
      expect(await eye.read('[data-testid=moment]')).toMatch(/回看，不是现在 2019-09-2[34]/);
      expect(await eye.read('[data-testid=places-sum]')).toContain('以下各处之和');
      await see('300');
      await eventually('the figures at a position', patienceMs, async () => (await registered()) === 0);
      expect(new URL(eye.page.url()).searchParams.get('at')).toBe('300');
      await eye.press('回到现在');
      await eventually('the figures of now', patienceMs, async () => (await registered()) === now);
      await eye.page.fill('input[name=asOf]', '前天');
      await eye.page.keyboard.press('Enter');
      expect(await eye.read('.time-bar [role=alert]')).toContain('读不懂');
    }));

  test('R-1002 opens a figure and reads the events behind it, whose sum is the figure', () =>
    seenBy([...auditor], async (eye) => {
      await eye.open('/townships');
      const figure = eye.page.locator('[data-figure="deposited:411722/101"]');
      const shown = numberShown(await eye.read(figure));
      await figure.click();
      await eye.page.locator('[data-testid=figure-sum][data-equal=true]').waitFor();
      expect(numberShown(await eye.read('[data-testid=sum-people]'))).toBe(shown);
      expect(shown).toBeGreaterThan(0);
      expect(await eventsSum(eye)).toBe(shown);
      expect(await textsShown(eye, 'tr[data-event]')).toContainEqual(
        expect.stringMatching(/存款对上\s*DepositMatched/),
      );
    }));

  test('R-1002 compares two moments: every difference is B less A and opens the events between them', () =>
    seenBy([...auditor], async (eye) => {
      await eye.open('/overview');
      await eye.page.fill('input[name=asOf]', '2019-09-23');
      await eye.page.keyboard.press('Enter');
      await eye.press('记为 A');
      await eye.page.locator('.chip.a').waitFor();
      await eye.press('回到现在');
      await eye.page.locator('[data-testid=moment]').filter({ hasText: '实时' }).waitFor();
      await eye.press('两者对比');
      await eye.page.locator('tr[data-unit=sum]').waitFor();
      const table = await rowsShown(eye, '[data-testid=compare] tbody tr');
      expect(table).toHaveLength(27);
      const numbers = table.map(([, ...cells]) => cells.map(numberShown));
      for (const [, a, b, difference] of numbers) expect(difference).toBe(b! - a!);
      const sum = numbers.at(-1)!;
      expect(numbers.slice(0, -1).reduce((total, [, , , difference]) => total + difference!, 0)).toBe(sum[3]);
      expect(sum[3]).toBeGreaterThan(0);
      const cell = eye.page.locator('tr[data-unit="411722/101"] td').nth(4).locator('a');
      const difference = numberShown(await cell.innerText());
      await cell.click();
      await eye.page.locator('[data-testid=figure-sum][data-equal=true]').waitFor();
      expect(await eventsSum(eye)).toBe(difference);
    }));

  test('R-1001 opens the whole history of a township, an agent and a receipt, page by page, newest first', () =>
    seenBy([...auditor], async (eye) => {
      const positions = async () => (await textsShown(eye, 'tr[data-event] td:first-child')).map(numberShown);
      const total = async () => numberShown((await eye.read('[data-testid=history-total]')).replace(/条.*/s, ''));
      const find = async (subject: string, id: string) => {
        await eye.page.locator(`[data-subject=${subject}]`).click();
        await eye.page.fill('input[name=id]', id);
        await eye.press('查');
        await eye.page.locator('tr[data-event]').first().waitFor();
      };
      await eye.open('/history');
      await find('township', '105');
      const all: number[] = [];
      for (;;) {
        const page = await positions();
        expect(page).toStrictEqual(page.toSorted((a, b) => b - a));
        expect(page[0]).toBeLessThan(all.at(-1) ?? Number.POSITIVE_INFINITY);
        all.push(...page);
        const earlier = eye.page.getByRole('button', { name: '更早的' });
        if ((await earlier.count()) === 0) break;
        await earlier.click();
        await eventually('the page before', patienceMs, async () => (await positions())[0]! < all.at(-1)!);
      }
      expect(all.length).toBeGreaterThan(100);
      expect(all).toHaveLength(await total());
      await find('agent', '105-01-1');
      expect(await textsShown(eye, 'tr[data-event]')).toContainEqual(expect.stringContaining('BagClosed'));
      const oldest = await eye.page.locator('tr[data-event=PersonRegistered]').last().innerText();
      await find('receipt', /SC2020-\d{8}/.exec(oldest)![0]);
      const events = (await textsShown(eye, 'tr[data-event]')).join('\n');
      for (const fact of ['登记', '封袋', '存款对上']) expect(events).toContain(fact);
    }));
});

describe('the process page:', () => {
  test('lists what every running workflow waits for and since when', () =>
    seenBy(['county-coordinator', county], async (coordinator) => {
      await coordinator.open('/process');
      const townships = coordinator.page.locator('tr[data-workflow^=township-]');
      await townships.first().waitFor();
      expect(await townships.count()).toBe(26);
      for (const waits of await textsShown(coordinator, 'tr[data-workflow] td[data-waits-for]'))
        expect(waits.trim()).not.toBe('');
      for (const since of await textsShown(coordinator, 'tr[data-workflow] td[data-since]'))
        expect(since).toMatch(/^\d\d-\d\d \d\d:\d\d \d+ (天|小时|分)/);
      expect(await coordinator.page.locator('main').innerText()).not.toMatch(/元/);
    }));

  test('says so when the engine is down, while the overview works on; and lists again when it is back', () =>
    seenBy(['county-coordinator', county], async (coordinator) => {
      await coordinator.open('/process');
      await coordinator.page.locator('tr[data-workflow]').first().waitFor();
      const bringBack = await campaign.withoutEngine();
      try {
        await coordinator.open('/process');
        expect(await coordinator.read('main [role=alert]')).toMatch(/引擎/);
        await coordinator.open('/overview');
        expect(await coordinator.page.locator('.stepper > li').count()).toBe(6);
        const { measures } = await overviewNow();
        expect(numberShown(await coordinator.read('[data-figure="registered:411722"]'))).toBe(
          measures.registered.people,
        );
      } finally {
        await bringBack();
      }
      await eventually('the waiting list', patienceMs, async () => {
        await coordinator.open('/process');
        return (await coordinator.page.locator('tr[data-workflow^=township-]').count()) === 26;
      });
    }));
});

describe('on 10-09, when things are late:', () => {
  beforeAll(async () => {
    await seenBy(['county-coordinator', county], (coordinator) => coordinator.press('走'));
    await campaign.standsOn(pauses.overdue);
  }, campaignPatienceMs);

  test('R-203 what is overdue stands with its owner, its age and the next step, and opens its rows', () =>
    seenBy(['county-coordinator', county], async (coordinator) => {
      await coordinator.open('/overview');
      const alert = coordinator.page.locator('[data-alert="holding/105-01-1"]');
      const shown = await coordinator.read(alert);
      expect(shown).toContain(campaign.cast.find('agent', { holder: '105-01-1' }).account.displayName);
      expect(shown).toMatch(/手中现金 250\.00 元[^]*已 \d+ (天|小时)[^]*下一步[^]*封袋存入银行/);
      const count = numberShown(await coordinator.read('[data-testid=alert-count]'));
      expect(numberShown(await coordinator.read('.rail [data-count="/overview"]'))).toBe(count);
      await alert.getByRole('link', { name: '打开' }).click();
      expect(await coordinator.read('h1')).toContain('邵店');
      expect(await coordinator.read('tr[data-agent="105-01-1"]')).toMatch(/250\.00[^]*超/);
    }));

  test('R-203 reminders went out by themselves: due, overdue, escalated; to whom, why, none twice', async () => {
    await seenBy(['county-coordinator', county], async (coordinator) => {
      await coordinator.open('/reminders');
      const { sent } = await campaign.cast.find('county-coordinator').ask(campaignContract.reminders);
      expect(await coordinator.read('main')).toContain(`已发 ${sent.toLocaleString('en-US')} 条`);
      const shown = await rowsShown(coordinator, 'tr[data-reminder]');
      for (const [sentAt, kind, to, why] of shown) {
        expect(sentAt).toMatch(/^\d\d-\d\d \d\d:\d\d$/);
        expect(kind).toMatch(/^(开始|将到|到期|逾期|上报)$/);
        expect(to).toMatch(/^\S+ \S+ \S+/);
        expect(why).not.toBe('');
      }
      const handover = shown.filter(([, , , why]) => why!.includes('10-05 24:00 前'));
      const kinds = new Set(handover.map(([, kind]) => kind));
      expect([...kinds]).toStrictEqual(expect.arrayContaining(['将到', '到期', '逾期', '上报']));
      // Up the line of responsibility: what the health centre is late with reaches somebody above it.
      expect(handover.filter(([, kind, to]) => kind === '上报' && !to!.includes('卫生院')).length).toBeGreaterThan(0);
      const facts = shown.map(([, kind, to, why, due]) => [kind, to, why, due].join('|'));
      expect(new Set(facts).size).toBe(facts.length);
    });
    await seenBy(['health-centre', at('102')], async (centre) => {
      await centre.open('/reminders');
      const to = await textsShown(centre, 'tr[data-reminder] td[data-to]');
      expect(to.length).toBeGreaterThan(0);
      expect(to.filter((whom) => !whom.startsWith('芦岗 卫生院'))).toStrictEqual([]);
    });
  });
});

describe('on 10-13, while people are enrolled:', () => {
  beforeAll(async () => {
    await seenBy(['county-coordinator', county], (coordinator) => coordinator.press('走'));
    await campaign.standsOn(pauses.enrolling);
  }, campaignPatienceMs);

  test('R-605 the tax branch hands over, the bureau accepts, and exactly the enrolled people’s money enters the treasury', async () => {
    // The bank has two days for its closing statements: a township whose own is there can go on.
    const { accounts } = await campaign.cast.find('bank-clerk').ask(officeContract.bank);
    const { account } = accounts.find(({ account, isClosingTaken }) => isClosingTaken && account !== 'subsidy')!;
    await seenBy(['tax-branch', at(account)], async (branch) => {
      await branch.open('/enrolment');
      await branch.press('第二次筛查并入库');
      await branch.page.getByText('已记下').waitFor();
    });
    await seenBy(['insurance-bureau', county], async (bureau) => {
      await bureau.open('/bureau');
      const row = bureau.page.locator('tr[data-handover]');
      expect(numberShown(await bureau.read('.rail [data-count="/bureau"]'))).toBe(1);
      await bureau.press('接收', row);
      await row.getByText('办完').waitFor();
      const [people, , enrolled, refused] = (await row.locator('td.num').allInnerTexts()).map(numberShown);
      expect(enrolled).toBeGreaterThan(0);
      expect(enrolled! + refused!).toBe(people);
    });
    const { handovers } = await campaign.cast.find('insurance-bureau').ask(officeContract.bureau);
    await seenBy(['county-coordinator', county], async (coordinator) => {
      await coordinator.open('/overview');
      const entered = async () => numberShown(await coordinator.read('[data-figure="entered:411722"]'));
      await eventually('the treasury entry', patienceMs, async () => (await entered()) === handovers[0]!.enrolled);
      expect(await coordinator.read('[data-testid=places-sum]')).toContain('以下各处之和');
    });
  });

  test('R-301 advancing over a gate takes a reason and a second person, who signs in and approves', () =>
    seenBy(['county-coordinator', county], async (first) => {
      const reason = '省里要求先行处理遗留，缺项后补';
      const openGate = async () => {
        await first.open('/overview');
        await first.press('关口', first.page.locator('li[data-phase=enroll]'));
        return first.page.getByRole('dialog');
      };
      const dialog = await openGate();
      await dialog.locator('tr[data-gate-item]').first().waitFor();
      expect(await dialog.getByRole('button', { name: '推进', exact: true }).count()).toBe(0);
      expect(await dialog.getByRole('button', { name: '请第二人批准' }).isDisabled()).toBe(true);
      await dialog.locator('textarea[name=overrideReason]').fill(reason);
      await first.press('请第二人批准', dialog);
      await dialog.getByTestId('waiting-approval').waitFor();
      expect(await dialog.getByTestId('waiting-approval').innerText()).toMatch(/等第二人批准[^]*不能自己批/);
      await first.open('/approvals');
      await first.page.locator('[data-approval=waiting]').waitFor();
      expect(await first.page.getByRole('button', { name: '批准', exact: true }).count()).toBe(0);

      await seenBy(['county-coordinator', { ...county, nth: 1 }], async (second) => {
        await second.page.locator('.rail [data-count="/approvals"]').waitFor();
        await second.open('/approvals');
        expect(await second.read('[data-approval=waiting]')).toContain(reason);
        await second.press('批准');
        await second.page.locator('[data-approval=granted]').waitFor();
      });

      await openGate();
      await first.press('带缺推进', first.page.getByRole('dialog'));
      await first.page.locator('li[data-phase=enroll][data-state=closed]').waitFor();
      expect(await first.read('li[data-phase=enroll]')).toMatch(/带缺|迟/);
      await first.page.locator('li[data-phase=resolve][data-state=open]').waitFor();
    }));
});

test('no page complained of anything', () => {
  expect(browser.complaints()).toStrictEqual([]);
});

import {
  agentOf,
  COUNTY,
  DAY_MS,
  dayOf,
  type Payer,
  PREMIUM_FEN,
  type SeasonScribe,
  sha,
  townshipOf,
} from './season-scribe.ts';

export type ClosedBag = { readonly code: string; readonly members: readonly Payer[]; readonly unit: string };
export type OtherLine = { readonly kind: 'interest' | 'deposit' | 'treasury' | 'returned'; readonly fen: number };

/** The bank's side of a season: bags go in, statements come out, each account's closing is the next one's opening. */
export type SeasonBank = {
  closeBag(unit: string, members: readonly Payer[], isBanked: boolean): void;
  /** A statement with the bags that wait at the counter, matched by P1, and other lines. */
  takeStatement(account: string, more?: readonly OtherLine[], isClosing?: boolean): void;
};

export function seasonBank(scribe: SeasonScribe): SeasonBank {
  const { fact, now, random, record } = scribe;
  const waiting = new Map<string, ClosedBag[]>(scribe.townships.map((township) => [township, []]));
  const closings = new Map<string, { readonly number: number; readonly fen: number }>();
  return {
    closeBag(unit, members, isBanked) {
      const code = Array.from({ length: 5 }, () => '2346789ACDEFGHJKMNPQRTW'[Math.floor(random() * 23)]).join('');
      const data = { code, agent: agentOf(unit), people: members.length };
      const money = { actor: `u_${data.agent}`, amountFen: members.length * PREMIUM_FEN };
      const registrations = members.map(({ registration }) => registration);
      const closed = { ...data, account: townshipOf(unit), registrations, firstReceiptAt: now() - DAY_MS };
      record(fact(`bag-${code}`, unit, { type: 'BagClosed', data: closed }, money));
      if (isBanked) {
        record(fact(`bag-${code}`, unit, { type: 'BagBanked', data: { ...data, tellerSlipSha256: sha(code) } }, money));
      }
      waiting.get(townshipOf(unit))!.push({ code, members, unit });
    },
    takeStatement(account, more = [], isClosing = false) {
      const last = closings.get(account) ?? { number: 0, fen: 0 };
      const [number, unit] = [last.number + 1, `${COUNTY}/${account}`];
      const stream = `statement-${account}-${number}`;
      const bags = waiting.get(account)!.splice(0);
      const amounts = [...bags.map(({ members }) => members.length * PREMIUM_FEN), ...more.map(({ fen }) => fen)];
      const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
      const closingFen = last.fen + sum(amounts);
      const [creditFen, debitFen] = [sum(amounts.filter((fen) => fen > 0)), 0 - sum(amounts.filter((fen) => fen < 0))];
      const period = { from: dayOf(now() - DAY_MS), to: dayOf(now()), fileSha256: sha(stream) };
      const header = {
        account,
        number,
        ...period,
        openingFen: last.fen,
        closingFen,
        lines: amounts.length,
        creditFen,
        debitFen,
        isClosing,
      };
      closings.set(account, { number, fen: closingFen });
      record(
        fact(stream, unit, { type: 'StatementTaken', data: header }),
        ...bags.flatMap((bag, i) =>
          bagLine(scribe, { stream, account, serial: `${account}${number}${i}`, place: i + 1 }, bag),
        ),
        ...more.flatMap((line, i) =>
          otherLine(scribe, { stream, account, serial: `${account}${number}x${i}`, place: bags.length + i + 1 }, line),
        ),
      );
    },
  };
}

type Place = { readonly stream: string; readonly account: string; readonly serial: string; readonly place: number };

function bagLine({ fact, now }: SeasonScribe, { stream, ...line }: Place, { code, members, unit }: ClosedBag) {
  const money = { amountFen: members.length * PREMIUM_FEN };
  for (const member of members) member.isFunded = true;
  return [
    fact(
      stream,
      `${COUNTY}/${line.account}`,
      { type: 'BankLineRecorded', data: { ...line, kind: 'deposit', bookedAt: now(), slipCode: code } },
      money,
    ),
    fact(
      stream,
      unit,
      { type: 'DepositMatched', data: { ...line, code, agent: agentOf(unit), people: members.length, pass: 'P1' } },
      money,
    ),
  ];
}

function otherLine({ fact, now }: SeasonScribe, { stream, ...line }: Place, { kind, fen: amountFen }: OtherLine) {
  const unit = `${COUNTY}/${line.account}`;
  const recorded = fact(
    stream,
    unit,
    { type: 'BankLineRecorded', data: { ...line, kind, bookedAt: now(), slipCode: null } },
    { amountFen },
  );
  if (kind !== 'deposit') return [recorded];
  return [
    recorded,
    fact(stream, unit, { type: 'LineUnidentified', data: { ...line, why: 'no slip code' } }, { amountFen }),
  ];
}

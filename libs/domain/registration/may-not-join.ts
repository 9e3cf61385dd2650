import { type InBoth, inBoth } from '../packs/in-both.ts';
import type { PackChannel } from '../packs/pack-calendar.ts';
import type { PackEligibility, PackPeople } from '../packs/pack-people.ts';
import type { DeclaredStanding } from './declared-standing.ts';

type Condition = PackEligibility['conditions'][number];

/** Texts are Chinese, then English. `evidence`: what to bring, to be judged otherwise. */
export type MayNotJoin = {
  readonly verdict: 'refused' | 'elsewhere';
  readonly why: 'rule' | 'proof' | 'channel' | 'unknown' | 'place';
  /** The part of the declaration that decided. */
  readonly field: keyof DeclaredStanding;
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly wayOut: string;
};
const words = (text: string): InBoth => inBoth(text) ?? { zh: text, en: text };
const sentence = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function refused(
  { title, titleEnglish, wording }: PackEligibility,
  { evidence, wayOut }: Extract<PackEligibility['verdict'], { kind: 'refused' }>,
): MayNotJoin {
  return {
    ...{ verdict: 'refused', why: 'rule', field: 'standings', evidence: [evidence], wayOut },
    reason: `${title}，不能在这里参保（${wording}）。 ${sentence(titleEnglish)}: may not join here.`,
  };
}

function elsewhere(
  { title, titleEnglish, wording }: PackEligibility,
  { payAt, evidence }: Extract<PackEligibility['verdict'], { kind: 'elsewhere' }>,
): MayNotJoin {
  const { zh, en } = words(payAt);
  return {
    ...{ verdict: 'elsewhere', why: 'rule', field: 'standings', evidence: [evidence] },
    reason: `${title}，不在这里缴费（${wording}）。 ${sentence(titleEnglish)}: pays elsewhere.`,
    wayOut: `缴费地点：${zh}。 Pay at: ${en}.`,
  };
}

const channelWords: Record<PackChannel, InBoth> = {
  agent: { zh: '代征人员', en: 'an agent' },
  online: { zh: '网上自助缴费', en: 'the payer, online' },
  'tax-counter': { zh: '税务窗口', en: 'the tax counter' },
  school: { zh: '学校', en: 'the school' },
  sponsor: { zh: '代缴单位', en: 'the sponsor department' },
};

function otherChannel({ title, titleEnglish, wording }: PackEligibility, channels: readonly PackChannel[]): MayNotJoin {
  const ways = channels.map((one) => channelWords[one]);
  return {
    ...{ verdict: 'elsewhere', why: 'channel', field: 'standings', evidence: [] },
    reason: `${title}，不由代征人员收费（${wording}）。 ${sentence(titleEnglish)}: does not pay through an agent.`,
    wayOut: `缴费渠道：${ways.map(({ zh }) => zh).join('、')}。 Through: ${ways.map(({ en }) => en).join('; or ')}.`,
  };
}

function withoutProof({ title, titleEnglish, wording }: PackEligibility, missing: readonly Condition[]): MayNotJoin {
  const papers = missing.map(proofWords);
  const says = { zh: papers.map(({ zh }) => zh).join('、'), en: papers.map(({ en }) => en).join(', ') };
  return {
    ...{ verdict: 'refused', why: 'proof', ...remedyFor(missing) },
    evidence: papers.map(({ zh, en }) => `${zh} ${en}`),
    reason: `${title}，还缺：${says.zh}（${wording}）。 ${sentence(titleEnglish)}: still missing: ${says.en}.`,
  };
}

function proofWords(condition: Condition): InBoth {
  switch (condition.kind) {
    case 'registered':
      return { zh: '户口簿', en: 'household booklet' };
    case 'months-resident':
      return { zh: `在本县居住满 ${condition.months} 个月`, en: `residence here of ${condition.months} months` };
    case 'document':
      return words(condition.title);
  }
}

/** What no paper mends comes first: the household register, then time, then papers. */
function remedyFor(missing: readonly Condition[]): Pick<MayNotJoin, 'field' | 'wayOut'> {
  if (missing.some(({ kind }) => kind === 'registered'))
    return {
      field: 'isRegistered',
      wayOut: '先到派出所办理户口登记，再来参保。 Have the police register you first, then join.',
    };
  const time = missing.find((condition) => condition.kind === 'months-resident');
  if (time)
    return {
      field: 'monthsResident',
      wayOut: `先在原参保地参保，住满 ${time.months} 个月再来。 Stay insured where you were, and come back after ${time.months} months.`,
    };
  return {
    field: 'documents',
    wayOut: '带齐所缺证明再登记，此前不收费款。 Bring what is missing, then register; no money is taken before.',
  };
}

/** A file has nowhere to show a paper. */
const inFile = ({ title, titleEnglish, conditions }: PackEligibility): MayNotJoin => ({
  ...{ verdict: 'refused', why: 'proof', field: 'standings' },
  evidence: conditions.map(proofWords).map(({ zh, en }) => `${zh} ${en}`),
  reason: `${title}要出示证明，名册里无法出示。 ${sentence(titleEnglish)}: needs proof, which a file cannot show.`,
  wayOut: '请从名册中删去，凭证明逐个登记。 Take the row out, and register the payer one by one with the proof.',
});

const unknown = (rules: PackPeople['eligibility']): MayNotJoin => ({
  ...{ verdict: 'refused', why: 'unknown', field: 'standings', evidence: [] },
  reason: '方案没有这种参保身份。 The scheme knows no such standing.',
  wayOut: `只能是：${rules.map(({ title }) => title).join('、')}。 One of: ${rules.map(({ titleEnglish }) => titleEnglish).join(', ')}.`,
});

const paidElsewhere = (
  { name, otherwise }: NonNullable<PackPeople['placeOfPayment']>,
  { placeOfPayment }: DeclaredStanding,
): MayNotJoin => ({
  ...{ verdict: 'elsewhere', why: 'place', field: 'placeOfPayment', reason: otherwise },
  evidence: ['写明缴费地的缴费凭证 a payment voucher that names the place'],
  wayOut:
    placeOfPayment === ''
      ? `写明缴费地：${name}。 Say where it was paid.`
      : `把缴费地改为${name}再缴，已缴的向原处申请退回。 Pay again with this county as the place, and ask for the other payment back.`,
});

/** What a payer is told before money is taken: why not, what proof would change it, and the way out. */
export const mayNotJoin = { refused, elsewhere, otherChannel, withoutProof, inFile, unknown, paidElsewhere };

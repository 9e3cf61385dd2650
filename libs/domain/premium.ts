import { fen } from './fen.ts';
import type { Fen } from './fen.ts';
import type { PackCategory } from './packs/pack-people.ts';
import type { PolicyPack } from './packs/policy-pack.ts';

/** Who pays what for one person (R-501 to R-503a). `paysFen` + `subsidyFen` = `premiumFen`. */
export type Premium = {
  readonly premiumFen: Fen;
  readonly paysFen: Fen;
  readonly subsidyFen: Fen;
  /** Department; null when nobody but the payer pays. */
  readonly payer: string | null;
  /** The category that decides; null for an ordinary payer. */
  readonly category: string | null;
};

export type PremiumQuestion = {
  readonly tier?: string;
  readonly group?: string;
  /** Keys of the categories on whose lists the person stands. */
  readonly categories: readonly string[];
};

/**
 * the highest subsidy, never a sum; of equal ones the first in the pack's paying order (R-503a). Tier and group
 * default to the pack's first. Throws RangeError for a tier, group or category that the pack does not know.
 */
export function premium(pack: PolicyPack, { tier, group, categories }: PremiumQuestion): Premium {
  const premiumFen = tariffOf(pack, tier, group);
  const known = pack.people.categories;
  const unknown = categories.find((key) => !known.some((category) => category.key === key));
  if (unknown !== undefined) throw new RangeError(`no category ${unknown}`);
  const best = known
    .filter(({ key }) => categories.includes(key))
    .map((category) => ({ category, amount: subsidyOf(category, premiumFen) }))
    .reduce<{ category: PackCategory; amount: Fen } | null>(
      (top, one) => (top === null || one.amount > top.amount ? one : top),
      null,
    );
  const subsidyFen = best?.amount ?? fen(0);
  return {
    premiumFen,
    paysFen: fen(premiumFen - subsidyFen),
    subsidyFen,
    payer: subsidyFen > 0 ? (best?.category.payer ?? null) : null,
    category: best?.category.key ?? null,
  };
}

/** Throws RangeError when the pack has no such tariff. */
export function tariffOf({ money }: PolicyPack, tier = money.tiers[0]!.key, group = money.groups[0]!.key): Fen {
  const row = money.tariff.find((one) => one.tier === tier && one.group === group);
  if (row === undefined) throw new RangeError(`no tariff for ${tier} / ${group}`);
  return row.fen;
}

/** What a category gives towards a premium; never more than the premium. Cut to whole fen. */
function subsidyOf({ subsidy }: PackCategory, premiumFen: Fen): Fen {
  switch (subsidy.kind) {
    case 'full':
      return premiumFen;
    case 'fixed':
      return fen(Math.min(subsidy.fen, premiumFen));
    case 'percent':
      return fen(Math.floor((premiumFen * subsidy.percent) / 100));
    case 'returned-outside':
    case 'none':
    case 'unset':
      return fen(0);
  }
}

import { useState } from 'react';

import type { Workbench } from './agent-workbench.page.tsx';

type WhoMayJoin = Workbench['whoMayJoin'];
export type PayerStanding = WhoMayJoin['standings'][number];

/** What goes to the server: nothing for a registered resident of a county that asks for no place. */
export type DeclaredPart = {
  readonly standings?: string[];
  readonly monthsResident?: number;
  readonly documents?: { title: string; sha256: string }[];
  readonly placeOfPayment?: string;
};

type Said = {
  readonly standing: string;
  readonly months: string;
  /** By title of the document. */
  readonly digests: Readonly<Record<string, string>>;
  readonly place: string;
};

export type Declared = ReturnType<typeof useDeclared>;

/** what the payer is, with its proof, and where it was paid. Begins as what most payers are. */
export function useDeclared({ standings, standard, placeOfPayment }: WhoMayJoin) {
  const [said, setSaid] = useState<Said>({ standing: standard, months: '', digests: {}, place: placeOfPayment ?? '' });
  const chosen = standings.find(({ key }) => key === said.standing);
  const part: DeclaredPart = {
    ...(said.standing === standard ? {} : { standings: [said.standing] }),
    ...(chosen ? proofOf(chosen, said) : {}),
    ...(placeOfPayment === null ? {} : { placeOfPayment: said.place }),
  };
  return {
    said,
    change: (change: Partial<Said>) => setSaid({ ...said, ...change }),
    chosen,
    part,
    /** What is told already without asking the server; null while it is the server's to say. */
    mayNotJoin: chosen && !(needsProof(chosen) && isProved(chosen, said)) ? chosen.mayNotJoin : null,
  };
}

const needsProof = ({ monthsResident, documents }: PayerStanding): boolean =>
  monthsResident !== null || documents.length > 0;

const isProved = ({ monthsResident, documents }: PayerStanding, { months, digests }: Said): boolean =>
  (monthsResident === null || isWhole(months)) && documents.every((title) => digests[title]);

const isWhole = (text: string): boolean => /^\d{1,4}$/.test(text.trim()) && Number(text) <= 1_200;

function proofOf({ monthsResident, documents }: PayerStanding, { months, digests }: Said): DeclaredPart {
  const shown = documents.flatMap((title) => {
    const sha256 = digests[title];
    return sha256 ? [{ title, sha256 }] : [];
  });
  return {
    ...(monthsResident !== null && isWhole(months) ? { monthsResident: Number(months) } : {}),
    ...(shown.length > 0 ? { documents: shown } : {}),
  };
}

import { sponsorListCodec, type SponsorListRow } from '@canbao/connectors/files/sponsor-list.codec';
import { idNumberReasons, normaliseIdNumber } from '@canbao/domain/id-number';
import type { PolicyPack } from '@canbao/domain/packs/policy-pack';
import { isProblem, type Problem } from '@canbao/domain/problem';
import { returnReason } from '@canbao/domain/registration/return-reason';
import { dateOf } from '@canbao/domain/shanghai-date';

/** One person of a list; `category` is the pack's word. */
export type ListedPerson = Pick<SponsorListRow, 'row' | 'name' | 'group'> & {
  readonly idNumber: string;
  readonly unit: string;
  readonly category: string;
};

export type SponsorListRead = {
  readonly people: readonly ListedPerson[];
  readonly wrongRows: readonly { readonly row: number; readonly detail: string }[];
};

export type ListTerms = {
  readonly department: string;
  readonly pack: PolicyPack;
  readonly planNow: number;
  /** Whether a unit's path is one of the campaign's. */
  readonly isUnit: (unit: string) => boolean;
};

/** A department's list against codec, pack and units; every wrong row is named, none of its values. */
export function readSponsorList(csv: string, terms: ListTerms): SponsorListRead | Problem {
  const list = sponsorListCodec.read(csv);
  if (isProblem(list)) return list;
  const wrongRows = list.problems.map(({ row, column, why }) => ({ row, detail: `${column}：${why}` }));
  const people = list.rows.map((row) => checked(row, terms));
  for (const { row, wrong } of people) if (wrong !== null) wrongRows.push({ row, detail: wrong });
  return { people, wrongRows: wrongRows.sort((a, b) => a.row - b.row) };
}

function checked(row: SponsorListRow, { department, pack, planNow, isUnit }: ListTerms) {
  const unit = `${pack.units.region}/${row.township}/${row.village}`;
  const idNumber = normaliseIdNumber(row.idNumber);
  const [reason] = idNumberReasons(idNumber, dateOf(planNow));
  const category = pack.people.categories.find(
    ({ key, title, listFrom, payer }) =>
      [key, title].includes(row.category) && (listFrom === department || payer === department),
  );
  const wrong =
    reason !== undefined
      ? `身份证号：${returnReason(reason).title}`
      : category === undefined
        ? '类别：不是本单位的资助类别 not a category of this department'
        : isUnit(unit)
          ? null
          : '村代码：没有这个村 no such village';
  return { row: row.row, name: row.name, group: row.group, idNumber, unit, category: category?.key ?? '', wrong };
}

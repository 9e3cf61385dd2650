import { roles } from '../campaign/role.ts';
import { flag, key, list, oneOf, orNone, record, text, whole } from './pack-reader.ts';
import type { PackReader, Read } from './pack-reader.ts';

/** A unit's code inside its parent: three digits for a township, two for a village. */
const code =
  (digits: number): PackReader<string> =>
  (value, at, report) =>
    typeof value === 'string' && new RegExp(`^\\d{${digits}}$`).test(value) ? value : text(null, at, report);

export const role = oneOf(roles);

/** where the campaign runs, who does what, and who answers for it. */
export const packUnits = record({
  /** Six digits of the administrative division. */
  region: code(6),
  name: text,
  nameEnglish: text,
  level: oneOf(['county', 'town']),
  /** One only in a campaign of a town. `villages` is empty where no list of them exists. */
  townships: list(
    record({
      code: code(3),
      name: text,
      /** Name of its pending account at the bank; null where there are none. */
      accountName: orNone(text),
      villages: list(record({ code: code(2), name: text })),
    }),
    1,
  ),
  /** the table of tasks comes as a file; its printed total and the sum of its rows may differ. */
  taskTable: orNone(
    record({
      file: text,
      unit: oneOf(['township', 'village']),
      source: text,
      printedTotal: whole(1),
      rowSum: whole(1),
      /** Columns whose sum must be a number: Laisu's converted residents sum to zero. */
      controls: list(record({ column: text, sum: whole(Number.MIN_SAFE_INTEGER) })),
    }),
  ),
  /** the scheme's offices and the roles they have here. */
  offices: list(record({ office: text, role, note: orNone(text) }), 1),
  /** first and directly responsible, by title; names are entered in the campaign. */
  responsible: list(record({ unit: oneOf(['county', 'township', 'village']), title: text, who: text })),
  /** Departments that send lists of people, pay for them, or both. */
  departments: list(record({ key, title: text, sendsList: flag, pays: flag })),
});

export type PackUnits = Read<typeof packUnits>;

import type { correction } from '@canbao/http-contract/correction';
import type { z } from 'zod';

import { formatInstant } from './format.ts';
import { useWords } from './words.tsx';

type Correction = z.output<typeof correction>;
type Say = (zh: string, en: string) => string;

/** Old value and new, field by field: a correction is a new fact, and what was there before stays to be seen. */
export function Corrections({ of }: { readonly of: readonly Correction[] }) {
  const say = useWords();
  return of.flatMap(({ at, fields }) =>
    fields.map(({ field, before, after, digitsApart }) => (
      <span key={`${at}${field}`} className="correction" data-corrected={field}>
        <span className="dim">
          {formatInstant(at)} {fieldWords(field, say)}
        </span>{' '}
        <span className="nowrap">
          {say('原', 'was')} <span className={mono(field)}>{before || say('空', 'empty')}</span>
        </span>{' '}
        <span className="nowrap">
          → {say('现', 'now')} <strong className={mono(field)}>{after}</strong>
        </span>{' '}
        {digitsApart && digitsApart.length > 0 ? (
          <span className="dim">{say(`第 ${digitsApart.join('、')} 位`, `digit ${digitsApart.join(', ')}`)}</span>
        ) : null}
      </span>
    )),
  );
}

const mono = (field: string): string => (field === 'idNumber' ? 'mono' : '');

function fieldWords(field: Correction['fields'][number]['field'], say: Say): string {
  switch (field) {
    case 'idNumber':
      return say('身份证号', 'ID number');
    case 'name':
      return say('姓名', 'name');
    case 'group':
      return say('村民小组', 'group');
  }
}

import { Misshapen } from '@canbao/connectors/misshapen';
import type { PoolClient } from 'pg';

import { recordEffects } from '../books/record-effects.ts';
import type { Asked } from '../desk/asked.ts';
import { done, refused, type Outcome } from '../desk/outcome.ts';

const mostItems = 1_000;
type Item = { readonly registration: string; readonly serial: string };
type Certificate = Item & { readonly certificate: string };

/** A certificate for each registration; one that has a certificate keeps it. Another serial than before: refused whole. */
export async function issueCertificates(books: PoolClient, asked: Asked): Promise<Outcome> {
  const items: readonly Item[] = asked.body.list('items', (item) => ({
    registration: item.text('registration'),
    serial: item.text('serial'),
  }));
  if (items.length === 0 || items.length > mostItems) throw new Misshapen('items');
  const { rows: earlier } = await books.query<Certificate>(
    'select registration, serial, certificate from tax.certificate where registration = any ($1::text[]) or serial = any ($2::text[])',
    [items.map(({ registration }) => registration), items.map(({ serial }) => serial)],
  );
  const serials = new Map(earlier.map(({ registration, serial }) => [registration, serial]));
  const owners = new Map(earlier.map(({ registration, serial }) => [serial, registration]));
  const differs = items.some(
    ({ registration, serial }) =>
      (serials.get(registration) ?? serial) !== serial || (owners.get(serial) ?? registration) !== registration,
  );
  if (differs) return refused('other-serial', '登记流水号与已开具的完税证明不符', earlier.length);
  const issued = await issue(
    books,
    items.filter(({ registration }) => !serials.has(registration)),
  );
  await recordEffects(
    books,
    asked,
    'certificate',
    issued.map(({ registration }) => ({ businessKey: registration, fen: null })),
  );
  const byRegistration = new Map([...earlier, ...issued].map((row) => [row.registration, row.certificate]));
  const certificates = items.map(({ registration }) => ({
    registration,
    certificate: byRegistration.get(registration),
  }));
  return done({ control: { rows: items.length, fen: 0 }, certificates }, earlier.length);
}

async function issue(books: PoolClient, items: readonly Item[]): Promise<readonly Certificate[]> {
  // In one order: two pages with the same people wait for each other instead of deadlocking.
  const sorted = items.toSorted((a, b) => (a.registration < b.registration ? -1 : 1));
  const { rows } = await books.query<Certificate>(
    `insert into tax.certificate (registration, serial, certificate)
     select i.registration, i.serial, 'WS' || lpad(nextval('tax.certificate_number')::text, 12, '0')
     from unnest($1::text[], $2::text[]) as i (registration, serial)
     returning registration, serial, certificate`,
    [sorted.map(({ registration }) => registration), sorted.map(({ serial }) => serial)],
  );
  return rows;
}

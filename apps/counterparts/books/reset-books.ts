import type { Pool } from 'pg';

import { bankTableNames, bankTables } from '../bank/bank-tables.ts';
import { insuranceTableNames, insuranceTables } from '../insurance/insurance-tables.ts';
import { registerTableNames, registerTables } from '../register/register-tables.ts';
import { taxTableNames, taxTables } from '../tax/tax-tables.ts';
import { booksTableNames, booksTables } from './books-tables.ts';

/** Makes what is missing; books that exist are left alone. */
export async function createBooks(pool: Pool): Promise<void> {
  for (const tables of [booksTables, bankTables, taxTables, insuranceTables, registerTables]) await pool.query(tables);
}

/** Every party forgets everything; the fault setting stays. Numbers start again from one. */
export async function resetBooks(pool: Pool): Promise<void> {
  const names = [
    ...booksTableNames,
    ...bankTableNames,
    ...taxTableNames,
    ...insuranceTableNames,
    ...registerTableNames,
  ];
  await pool.query(`truncate ${names.join(', ')}`);
  for (const sequence of [
    'bank.account_number',
    'tax.certificate_number',
    'tax.entry_number',
    'insurance.serial_number',
  ])
    await pool.query(`alter sequence ${sequence} restart`);
}

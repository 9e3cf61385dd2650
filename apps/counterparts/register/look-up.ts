import type { RegisterAnswer } from '@canbao/connectors/register/register.connector';
import { Misshapen } from '@canbao/connectors/misshapen';
import type { PoolClient } from 'pg';

import type { Asked } from '../desk/asked.ts';
import { done, type Outcome } from '../desk/outcome.ts';

const mostQuestions = 1_000;
type Row = {
  id_number: string;
  name: string;
  is_deceased: boolean;
  is_employee_insured: boolean;
  is_insured_elsewhere: boolean;
  is_in_household: boolean;
};

/** what the register says about each person asked for, in the order of the questions. Changes nothing. */
export async function lookUp(books: PoolClient, asked: Asked): Promise<Outcome> {
  const questions = asked.body.list('questions', (row) => ({
    registration: row.text('registration'),
    idNumber: row.text('idNumber').trim().toUpperCase(),
    name: row.text('name').trim(),
  }));
  if (questions.length === 0 || questions.length > mostQuestions) throw new Misshapen('questions');
  const { rows } = await books.query<Row>('select * from register.person where id_number = any ($1::text[])', [
    questions.map(({ idNumber }) => idNumber),
  ]);
  const people = new Map(rows.map((row) => [row.id_number, row]));
  const answers = questions.map(({ registration, idNumber, name }): RegisterAnswer => {
    const person = people.get(idNumber);
    return {
      registration,
      isKnown: person !== undefined,
      nameMatches: person?.name === name,
      inHousehold: person?.is_in_household ?? false,
      employeeInsured: person?.is_employee_insured ?? false,
      insuredElsewhere: person?.is_insured_elsewhere ?? false,
      deceased: person?.is_deceased ?? false,
    };
  });
  return done({ control: { rows: questions.length, fen: 0 }, answers });
}

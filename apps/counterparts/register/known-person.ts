import type { Pool, PoolClient } from 'pg';

/** One person of the register. Instant of death and such do not matter: today's answer is all that is asked. */
export type KnownPerson = {
  readonly idNumber: string;
  readonly name: string;
  readonly isDeceased: boolean;
  readonly isEmployeeInsured: boolean;
  readonly isInsuredElsewhere: boolean;
};

/** Adds people; whoever is known already is replaced. */
export async function addKnownPeople(books: Pool | PoolClient, people: readonly KnownPerson[]): Promise<void> {
  await books.query(
    `insert into register.person (id_number, name, is_deceased, is_employee_insured, is_insured_elsewhere)
     select * from unnest($1::text[], $2::text[], $3::boolean[], $4::boolean[], $5::boolean[])
     on conflict (id_number) do update set name = excluded.name, is_deceased = excluded.is_deceased,
       is_employee_insured = excluded.is_employee_insured, is_insured_elsewhere = excluded.is_insured_elsewhere`,
    [
      people.map(({ idNumber }) => idNumber.toUpperCase()),
      people.map(({ name }) => name),
      people.map(({ isDeceased }) => isDeceased),
      people.map(({ isEmployeeInsured }) => isEmployeeInsured),
      people.map(({ isInsuredElsewhere }) => isInsuredElsewhere),
    ],
  );
}

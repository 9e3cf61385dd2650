import type { Pool, PoolClient } from 'pg';

/** One person of the register. Instant of death and such do not matter: today's answer is all that is asked. */
export type KnownPerson = {
  readonly idNumber: string;
  readonly name: string;
  readonly isDeceased: boolean;
  readonly isEmployeeInsured: boolean;
  readonly isInsuredElsewhere: boolean;
  /** Has a number, but nobody ever entered them in a household. */
  readonly isInHousehold: boolean;
};

/** Adds people; whoever is known already is replaced. */
export async function addKnownPeople(books: Pool | PoolClient, people: readonly KnownPerson[]): Promise<void> {
  await books.query(
    `insert into register.person
       (id_number, name, is_deceased, is_employee_insured, is_insured_elsewhere, is_in_household)
     select * from unnest($1::text[], $2::text[], $3::boolean[], $4::boolean[], $5::boolean[], $6::boolean[])
     on conflict (id_number) do update set name = excluded.name, is_deceased = excluded.is_deceased,
       is_employee_insured = excluded.is_employee_insured, is_insured_elsewhere = excluded.is_insured_elsewhere,
       is_in_household = excluded.is_in_household`,
    [
      people.map(({ idNumber }) => idNumber.toUpperCase()),
      people.map(({ name }) => name),
      people.map(({ isDeceased }) => isDeceased),
      people.map(({ isEmployeeInsured }) => isEmployeeInsured),
      people.map(({ isInsuredElsewhere }) => isInsuredElsewhere),
      people.map(({ isInHousehold }) => isInHousehold),
    ],
  );
}

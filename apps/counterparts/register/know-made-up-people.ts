import { madeUpCounty } from '@canbao/domain/rehearsal/made-up-county';
import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import type { Pool } from 'pg';

import { inTransaction } from '../books/in-transaction.ts';
import { isWithoutHousehold } from './is-without-household.ts';
import { addKnownPeople, type KnownPerson } from './known-person.ts';

/** `withoutHousehold`: the share (0 to 1) of people that no household has. */
type MadeUpPlan = Parameters<typeof madeUpCounty>[0] & { readonly withoutHousehold: number };
const pageRows = 5_000;

/** Replaces everybody whom the register knew by the made-up people of a rehearsal; answers how many it knows now. */
export const knowMadeUpPeople = (pool: Pool, plan: MadeUpPlan): Promise<number> =>
  inTransaction(pool, async (books) => {
    await books.query('truncate register.person');
    const county = madeUpCounty(plan);
    let known = 0;
    let page: KnownPerson[] = [];
    const flush = async () => {
      if (page.length > 0) await addKnownPeople(books, page);
      known += page.length;
      page = [];
    };
    for (const township of county.townships)
      for (const { idNumber, name, truth } of madeUpPeople(county, township)) {
        // Some people are in no register: they come back as such.
        if (truth.isKnown) {
          const isInHousehold = !isWithoutHousehold(plan.seed, idNumber, plan.withoutHousehold);
          page.push({ idNumber, name, ...truth, isInHousehold });
        }
        if (page.length >= pageRows) await flush();
      }
    await flush();
    return known;
  });

import { jsonReader, type JsonReader } from '@canbao/connectors/json-reader';
import { Misshapen } from '@canbao/connectors/misshapen';
import { BadRequestException, Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';

import { resetBooks } from '../books/reset-books.ts';
import { CallDesk } from '../desk/call-desk.ts';
import { faultRates, isFaultLevel } from '../fault/fault-setting.ts';
import { knowMadeUpPeople } from '../register/know-made-up-people.ts';
import { addKnownPeople } from '../register/known-person.ts';
import { readBooks } from './read-books.ts';

/** What no real party offers: the rehearsal's strings behind the scene. */
@Controller('sandbox')
export class SandboxController {
  private readonly desk: CallDesk;

  constructor(desk: CallDesk) {
    this.desk = desk;
  }

  @Get('books')
  books() {
    return readBooks(this.desk.pool);
  }

  /** Every effect of one party and kind by business key, for comparing with our own log. */
  @Get('effects')
  async effects(@Query('party') party: string, @Query('kind') kind: string) {
    const { rows } = await this.desk.pool.query<{ businessKey: string; key: string; fen: string | null }>(
      'select business_key as "businessKey", key, fen from desk.effect where party = $1 and kind = $2 order by business_key',
      [party, kind],
    );
    return { effects: rows.map((row) => ({ ...row, fen: row.fen === null ? null : Number(row.fen) })) };
  }

  /** `mode` none, usual or storm; `rate` (0 to 1) overrides the share of calls that go wrong. */
  @Post('faults')
  @HttpCode(200)
  async faults(@Body() body: unknown) {
    const { level, seed, rate } = read(body, (reader) => {
      const mode = reader.text('mode');
      if (!isFaultLevel(mode)) throw new Misshapen('body.mode');
      const share = reader.has('ratePerMille') ? reader.whole('ratePerMille') / 1000 : faultRates[mode];
      return { level: mode, seed: reader.whole('seed'), rate: share };
    });
    await this.desk.setFaults({ level, seed, rate });
    return { mode: level, seed, rate };
  }

  /**
   * The made-up people of a rehearsal: same seed, people and townships, same people as the rehearsal plays. All of them
   * stand in a household unless `withoutHouseholdPerMille` says otherwise.
   */
  @Post('population')
  @HttpCode(200)
  async population(@Body() body: unknown) {
    const plan = read(body, (reader) => ({
      seed: reader.whole('seed'),
      people: reader.whole('people'),
      townships: reader.list('townships', (row) => ({
        code: row.text('code'),
        name: row.text('name'),
        weight: row.whole('weight'),
      })),
      withoutHousehold: reader.has('withoutHouseholdPerMille') ? reader.whole('withoutHouseholdPerMille') / 1000 : 0,
    }));
    return { known: await knowMadeUpPeople(this.desk.pool, plan) };
  }

  /** Single people on top, for specs. */
  @Post('population/rows')
  @HttpCode(200)
  async populationRows(@Body() body: unknown) {
    const people = read(body, (reader) =>
      reader.list('rows', (row) => ({
        idNumber: row.text('idNumber'),
        name: row.text('name'),
        isDeceased: row.flag('isDeceased'),
        isEmployeeInsured: row.flag('isEmployeeInsured'),
        isInsuredElsewhere: row.flag('isInsuredElsewhere'),
        isInHousehold: row.has('isInHousehold') ? row.flag('isInHousehold') : true,
      })),
    );
    await addKnownPeople(this.desk.pool, people);
    return { known: people.length };
  }

  @Post('reset')
  @HttpCode(200)
  async reset() {
    await resetBooks(this.desk.pool);
    return { isReset: true };
  }
}

function read<Shape>(body: unknown, shape: (reader: JsonReader) => Shape): Shape {
  try {
    return shape(jsonReader(body));
  } catch (error) {
    if (error instanceof Misshapen) throw new BadRequestException({ code: 'misshapen', reason: error.place });
    throw error;
  }
}

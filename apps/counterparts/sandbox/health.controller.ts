import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';

import { CallDesk } from '../desk/call-desk.ts';

@Controller('healthz')
export class HealthController {
  private readonly desk: CallDesk;

  constructor(desk: CallDesk) {
    this.desk = desk;
  }

  /** Up = listening and its database answers. */
  @Get()
  async health() {
    await this.desk.pool.query('select 1').catch((error: unknown) => {
      throw new ServiceUnavailableException({ status: 'no database' }, { cause: error });
    });
    return { status: 'ok' };
  }
}

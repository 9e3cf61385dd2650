import { Controller, Post, Req, Res } from '@nestjs/common';

import { CallDesk } from '../desk/call-desk.ts';
import type { DeskReply, DeskRequest } from '../desk/desk-request.ts';
import { importPage } from './import-page.ts';

@Controller('insurance')
export class InsuranceController {
  private readonly desk: CallDesk;

  constructor(desk: CallDesk) {
    this.desk = desk;
  }

  @Post('pages')
  page(@Req() request: DeskRequest, @Res() reply: DeskReply) {
    return this.desk.keyed(request, reply, { party: 'insurance', kind: 'page' }, importPage(this.desk.faults.seed));
  }
}

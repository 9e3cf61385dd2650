import { Controller, Post, Req, Res } from '@nestjs/common';

import { CallDesk } from '../desk/call-desk.ts';
import type { DeskReply, DeskRequest } from '../desk/desk-request.ts';
import { enterTreasury } from './enter-treasury.ts';
import { issueCertificates } from './issue-certificates.ts';

const party = 'tax' as const;

@Controller('tax')
export class TaxController {
  private readonly desk: CallDesk;

  constructor(desk: CallDesk) {
    this.desk = desk;
  }

  @Post('certificates')
  certificates(@Req() request: DeskRequest, @Res() reply: DeskReply) {
    return this.desk.keyed(request, reply, { party, kind: 'certificates' }, issueCertificates);
  }

  @Post('treasury-entries')
  treasuryEntry(@Req() request: DeskRequest, @Res() reply: DeskReply) {
    return this.desk.keyed(request, reply, { party, kind: 'treasury-entry' }, enterTreasury);
  }
}

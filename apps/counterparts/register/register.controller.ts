import { Controller, Post, Req, Res } from '@nestjs/common';

import { CallDesk } from '../desk/call-desk.ts';
import type { DeskReply, DeskRequest } from '../desk/desk-request.ts';
import { lookUp } from './look-up.ts';

@Controller('register')
export class RegisterController {
  private readonly desk: CallDesk;

  constructor(desk: CallDesk) {
    this.desk = desk;
  }

  @Post('look-ups')
  lookUps(@Req() request: DeskRequest, @Res() reply: DeskReply) {
    return this.desk.question(request, reply, { party: 'register', kind: 'look-up' }, lookUp);
  }
}

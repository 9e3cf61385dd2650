import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';

import { CallDesk } from '../desk/call-desk.ts';
import type { DeskReply, DeskRequest } from '../desk/desk-request.ts';
import { accountState } from './account-state.ts';
import { cutStatement } from './cut-statement.ts';
import { lockAccount } from './lock-account.ts';
import { openAccount } from './open-account.ts';
import { returnMoney } from './return-money.ts';
import { takeDeposit } from './take-deposit.ts';

const party = 'bank' as const;

@Controller('bank')
export class BankController {
  private readonly desk: CallDesk;

  constructor(desk: CallDesk) {
    this.desk = desk;
  }

  @Post('accounts')
  open(@Req() request: DeskRequest, @Res() reply: DeskReply) {
    return this.desk.keyed(request, reply, { party, kind: 'open-account' }, openAccount);
  }

  @Post('locks')
  lock(@Req() request: DeskRequest, @Res() reply: DeskReply) {
    return this.desk.keyed(request, reply, { party, kind: 'lock-account' }, lockAccount(this.desk.faults.seed));
  }

  @Post('returns')
  giveBack(@Req() request: DeskRequest, @Res() reply: DeskReply) {
    return this.desk.keyed(request, reply, { party, kind: 'return' }, returnMoney);
  }

  @Post('counter/deposits')
  deposit(@Req() request: DeskRequest, @Res() reply: DeskReply) {
    return this.desk.counter(request, reply, { party, kind: 'deposit' }, takeDeposit);
  }

  @Get('accounts/:account')
  state(@Req() request: DeskRequest, @Res() reply: DeskReply, @Param('account') account: string) {
    return this.desk.question(request, reply, { party, kind: 'account-state' }, accountState(account));
  }

  @Get('accounts/:account/statements/:number')
  statement(
    @Req() request: DeskRequest,
    @Res() reply: DeskReply,
    @Param('account') account: string,
    @Param('number') number: string,
  ) {
    return this.desk.question(request, reply, { party, kind: 'statement' }, cutStatement(account, Number(number)));
  }
}

import { Module, type DynamicModule } from '@nestjs/common';

import { BankController } from './bank/bank.controller.ts';
import { CallDesk } from './desk/call-desk.ts';
import { InsuranceController } from './insurance/insurance.controller.ts';
import { RegisterController } from './register/register.controller.ts';
import { HealthController } from './sandbox/health.controller.ts';
import { SandboxController } from './sandbox/sandbox.controller.ts';
import { TaxController } from './tax/tax.controller.ts';

@Module({})
export class CounterpartsModule {
  static at(desk: CallDesk): DynamicModule {
    return {
      module: CounterpartsModule,
      controllers: [
        BankController,
        TaxController,
        InsuranceController,
        RegisterController,
        SandboxController,
        HealthController,
      ],
      providers: [{ provide: CallDesk, useValue: desk }],
    };
  }
}

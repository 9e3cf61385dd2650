import type { Type } from '@nestjs/common';

import { SessionController } from './access/session.controller.ts';
import { LiveController } from './live/live.controller.ts';

/** Every controller there is. */
export const controllers: readonly Type[] = [SessionController, LiveController];

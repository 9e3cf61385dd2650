import { createHash } from 'node:crypto';

import { uuid7 } from '@canbao/event-log/uuid7';

/**
 * The id of what a command makes: the same for every repeat, because it is made of the command's own id and the instant
 * it first came. `nth` tells apart several things of one command.
 */
export const idOfCommand = (commandId: string, firstAt: number, nth = 0): string =>
  uuid7(firstAt, createHash('sha256').update(`canbao/id/v1|${commandId}|${nth}`).digest().subarray(0, 10));

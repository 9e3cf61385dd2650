import { Context } from '@temporalio/activity';

/** Says to the engine that the running attempt lives. Throws when it has been given up, or when none is running. */
export const heartbeat = (): void => Context.current().heartbeat();

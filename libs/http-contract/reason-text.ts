import { z } from 'zod';

/** What a person wrote to be recorded: a reason, an objection, an answer. */
export const reasonText = z.string().trim().min(4).max(400);

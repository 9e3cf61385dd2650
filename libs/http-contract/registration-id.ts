import { z } from 'zod';

export const registrationId = z.uuid();

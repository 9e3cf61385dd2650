import { phases } from '@canbao/domain/campaign/phase';
import { z } from 'zod';

export const phaseSchema = z.enum(phases);

import { roles } from '@canbao/domain/campaign/role';
import { z } from 'zod';

export const roleSchema = z.enum(roles);

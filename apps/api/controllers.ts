import type { Type } from '@nestjs/common';

import { SessionController } from './access/session.controller.ts';
import { AgentController } from './agent/agent.controller.ts';
import { ApprovalsController } from './approval/approvals.controller.ts';
import { AuditController } from './audit/audit.controller.ts';
import { BankController } from './bank/bank.controller.ts';
import { BureauController } from './bureau/bureau.controller.ts';
import { CampaignController } from './campaign/campaign.controller.ts';
import { DuplicatesController } from './duplicate/duplicates.controller.ts';
import { FilesController } from './file/files.controller.ts';
import { LiveController } from './live/live.controller.ts';
import { OverviewController } from './overview/overview.controller.ts';
import { PostingsController } from './posting/postings.controller.ts';
import { ProcessController } from './process/process.controller.ts';
import { AgentBooksController } from './receipt-book/agent-books.controller.ts';
import { ReceiptBooksController } from './receipt-book/receipt-books.controller.ts';
import { RefundsController } from './refund/refunds.controller.ts';
import { RemindersController } from './reminder/reminders.controller.ts';
import { ReportsController } from './report/reports.controller.ts';
import { ScreeningController } from './screening/screening.controller.ts';
import { SponsorListsController } from './sponsor/sponsor-lists.controller.ts';
import { TaskTableController } from './task/task-table.controller.ts';
import { PreparationController } from './township/preparation.controller.ts';
import { TownshipsController } from './township/townships.controller.ts';

/** Every controller there is. */
export const controllers: readonly Type[] = [
  SessionController,
  CampaignController,
  OverviewController,
  LiveController,
  ProcessController,
  RemindersController,
  ReportsController,
  TaskTableController,
  TownshipsController,
  PreparationController,
  ScreeningController,
  DuplicatesController,
  ReceiptBooksController,
  AgentBooksController,
  RefundsController,
  AgentController,
  FilesController,
  BankController,
  BureauController,
  SponsorListsController,
  PostingsController,
  ApprovalsController,
  AuditController,
];

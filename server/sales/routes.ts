import type { Route } from '../platform/http/route.ts'
import { createApprovalRoutes } from './approvals/approval-routes.ts'
import { createJournalRoutes } from './journal/journal-routes.ts'
import type { JournalSigner } from './journal/journal-signer.ts'
import { createReviewRoutes } from './reviews/review-routes.ts'
import { createReturnRoutes } from './tickets/return-routes.ts'
import { createTicketRoutes } from './tickets/routes.ts'
import type { Sales } from './tickets/sales.ts'
import { deviceRoutes } from './tills/device-routes.ts'
import { leaseRoutes } from './tills/lease-routes.ts'

/** The room's table: a family of routes per aggregate. */
export const createSalesRoutes = (sales: Sales, signer: JournalSigner): readonly Route[] => [
  ...createTicketRoutes(sales),
  ...createReturnRoutes(sales),
  ...createApprovalRoutes(sales),
  ...deviceRoutes,
  ...leaseRoutes,
  ...createReviewRoutes(signer),
  ...createJournalRoutes(signer),
]

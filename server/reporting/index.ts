export { findReportFaults } from './find-report-faults.ts'
export { findRollUpFaults } from './rollups/find-rollup-faults.ts'
export { rebuildRollUps, rollUpReports } from './rollups/roll-up-reports.ts'
export { reportingRoutes } from './routes.ts'

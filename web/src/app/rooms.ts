import { accountRoom } from '../account/room.ts'
import { catalogRoom } from '../catalog/room.ts'
import { identityRoom } from '../identity/room.ts'
import { inventoryRoom } from '../inventory/room.ts'
import { homeRoom, reportingRoom } from '../reporting/room.ts'
import { salesRoom } from '../sales/room.ts'
import { setupRoom } from '../setup/room.ts'
import { storesRoom } from '../stores/room.ts'
import { systemRoom } from '../system/room.ts'
import { tillRoom } from '../till/room.ts'
import type { Room } from './room.ts'

/** THE MAP: the rooms of the application, in the order of the navigation. */
export const ROOMS: readonly Room[] = [
  homeRoom,
  tillRoom,
  salesRoom,
  catalogRoom,
  inventoryRoom,
  reportingRoom,
  storesRoom,
  identityRoom,
  systemRoom,
  setupRoom,
  accountRoom,
]

import { catalogRoom } from '../catalog/room.ts'
import { salesRoom } from '../sales/room.ts'
import type { Room } from './room.ts'

/** THE MAP: the rooms of the application, in the order of the navigation. */
export const ROOMS: readonly Room[] = [catalogRoom, salesRoom]

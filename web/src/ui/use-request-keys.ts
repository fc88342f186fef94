import { useState } from 'react'
import { newId } from '../api/index.ts'
import { makeRequestKeys } from './request-keys.ts'

/** The keys of one form, for as long as it stands: `keyOf(what is sent)` before, `renew()` once it was done. */
export const useRequestKeys = () => useState(() => makeRequestKeys(newId))[0]

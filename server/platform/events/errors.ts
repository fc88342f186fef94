import { defineErrors } from '../errors.ts'

export const liveErrors = defineErrors({
  too_many_streams: {
    status: 429,
    fr: 'Vous écoutez déjà à trop d’endroits\u00a0; fermez-en un, ou réessayez plus tard',
    en: 'You are listening in too many places already; close one, or try again later',
  },
})

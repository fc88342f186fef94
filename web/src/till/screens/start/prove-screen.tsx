import { useText } from '../../../i18n/index.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { tillErrorText } from '../shared/till-error-text.ts'
import { messages } from './messages.ts'
import { PinPad } from './pin-pad.tsx'
import { StartFrame } from './start-frame.tsx'
import { takeTurn } from './take-turn.ts'

/** Whoever took their place before the drawer was open gives their PIN before they sell at it, or leaves the place. */
export function ProveScreen() {
  const t = useText()
  const { memory, cashier, setCashier, play } = useSellingTill()
  return (
    <StartFrame title={t(messages.pinOf, { name: cashier.name })} width="26rem">
      <PinPad
        onPin={async (pin) => {
          await takeTurn(memory, cashier.id, pin)
          play('done')
          setCashier(cashier.id)
        }}
        onBack={() => setCashier(null)}
        describe={(error) => tillErrorText(error, t)}
      />
    </StartFrame>
  )
}

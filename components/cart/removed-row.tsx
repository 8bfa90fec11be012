import type { CartLine } from '@/lib/basket/cart-view'
import { ChangeIdField } from '../ui/change-id'
import type { FormProps } from '../ui/use-submit'

type Props = { line: CartLine; putBack: FormProps; forget: FormProps }

/** Stands where the line stood until the next change: there is no hurry to undo. */
export function RemovedRow({ line: { name, quantity }, putBack, forget }: Props) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4">
      <p className="min-w-0 grow basis-48 animate-arrive text-soft">
        {`${quantity > 1 ? `${quantity} × ` : ''}${name} removed.`}
      </p>
      <div className="flex gap-2">
        <form {...putBack}>
          <ChangeIdField />
          <button type="submit" data-focus="put-back" className="button button-quiet">
            <span>
              Undo <span className="sr-only">removing {name}</span>
            </span>
          </button>
        </form>
        <form {...forget}>
          <ChangeIdField />
          <button type="submit" className="button px-3 text-soft hover:bg-sunken hover:text-ink">
            <span>
              Dismiss <span className="sr-only">and leave {name} removed</span>
            </span>
          </button>
        </form>
      </div>
    </li>
  )
}

/** A bound on what goes on at once for long, such as an export: in all, and of one account. */
export type Places = {
  /** Takes a place; undefined when there is none. Call what it gives when all is done. */
  readonly take: (account: string) => (() => void) | undefined
  readonly taken: () => number
}

export function createPlaces({ inAll, ofOneAccount }: { readonly inAll: number; readonly ofOneAccount: number }): Places {
  const held = new Map<string, number>()
  let all = 0
  return {
    take: (account) => {
      const mine = held.get(account) ?? 0
      if (all >= inAll || mine >= ofOneAccount) return undefined
      all++
      held.set(account, mine + 1)
      let left = false
      return () => {
        if (left) return
        left = true
        all--
        const now = (held.get(account) ?? 1) - 1
        if (now === 0) held.delete(account)
        else held.set(account, now)
      }
    },
    taken: () => all,
  }
}

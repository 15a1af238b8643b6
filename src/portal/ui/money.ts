/** How many of the smallest unit make one of a currency: 100 for the pound, 1 for the yen. */
export const unitsOf = (currency: string): number => {
  if (!/^[A-Z]{3}$/.test(currency)) return 100
  return 10 ** (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2)
}

/** An amount in the smallest unit of its currency, as people write it. */
export const moneyWords = (amount: number, currency: string): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' }).format(amount / unitsOf(currency))

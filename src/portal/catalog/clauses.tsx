export const ClausesPage = () => null

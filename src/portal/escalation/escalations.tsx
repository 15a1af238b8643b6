export const EscalationsPage = () => null

export const ContractsPage = () => null

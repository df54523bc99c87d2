module lists;

list ports : int = [443];

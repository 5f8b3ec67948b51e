Console.WriteLine("HydraX.Benchmarks");

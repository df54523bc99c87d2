module circle.a;
import circle.b;

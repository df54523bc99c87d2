module circle.b;
import circle.a;

package app;

import market.Interval;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Lets settings name intervals as people do: {@code 1m}. */
@Component
@ConfigurationPropertiesBinding
class IntervalConverter implements Converter<String, Interval> {

    @Override
    public Interval convert(String label) {
        return Interval.of(label);
    }
}
